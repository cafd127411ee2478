package dev.lethe.infra.simulation;

import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Numbers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Cells that are not as they should be, as texts.
final class Differences {

  private static final int SHOWN = 5;
  private static final String BEFORE_CELL = ": ";
  private static final String BEHIND_CELL = " is ";

  private Differences() {}

  /// @param what they are about
  static List<String> of(
      String what, Map<CounterKey, Numbers> is, Map<CounterKey, Numbers> should) {
    var texts =
        Stream.of(is, should)
            .flatMap(numbers -> numbers.keySet().stream())
            .distinct()
            .filter(cell -> !number(is, cell).equals(number(should, cell)))
            .map(cell ->
                what
                    + BEFORE_CELL
                    + Texts.of(cell)
                    + BEHIND_CELL
                    + Texts.of(number(is, cell))
                    + " and should be "
                    + Texts.of(number(should, cell)))
            .collect(Collectors.toCollection(TreeSet::new));
    var shown = new ArrayList<>(texts.stream().limit(SHOWN).toList());
    if (texts.size() > SHOWN) {
      shown.add(what + BEFORE_CELL + "and " + (texts.size() - SHOWN) + " more");
    }
    return shown;
  }

  private static Numbers number(Map<CounterKey, Numbers> numbers, CounterKey cell) {
    return numbers.getOrDefault(cell, Numbers.NONE);
  }

  /// The cells that texts of differences name.
  static Set<String> cells(Collection<String> texts) {
    return texts.stream()
        .filter(text -> text.contains(BEHIND_CELL))
        .map(text ->
            text.substring(
                text.indexOf(BEFORE_CELL) + BEFORE_CELL.length(), text.indexOf(BEHIND_CELL)))
        .collect(Collectors.toSet());
  }
}
