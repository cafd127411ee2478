package dev.lethe.archive;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Takes labels out of the objects that hold them. Labels that are erased together are taken out of
/// an object in one rewrite. It may be killed anywhere and begin again, beside others.
final class Eraser {

  private final Stores stores;
  private final Rewrites rewrites;

  Eraser(Stores stores, Rewrites rewrites) {
    this.stores = stores;
    this.rewrites = rewrites;
  }

  /// Takes all lines of dead labels out.
  ///
  /// @return what was found of each, when it was first looked for
  Map<String, Found> erase(Set<String> labels) {
    var objects = new HashMap<String, List<String>>();
    labels.forEach(label -> objects.put(label, stores.index().objects(label)));
    var all =
        objects.values().stream()
            .flatMap(List::stream)
            .collect(Collectors.toCollection(TreeSet::new));
    // Counted before anything is taken out, and noted: whoever begins again finds less.
    var found = count(labels, all);
    labels.forEach(label ->
        found.put(label, stores.standings().note(label, found.getOrDefault(label, Found.NOTHING))));
    rewrites.each(all, object -> rewrites.rewrite(object, lines -> without(labels, lines)));
    objects.forEach(stores.index()::remove);
    return found;
  }

  private Map<String, Found> count(Set<String> labels, Set<String> objects) {
    var found = new ConcurrentHashMap<String, Found>();
    rewrites.each(
        objects,
        object ->
            rewrites.lines(object).stream()
                .map(Line::label)
                .filter(labels::contains)
                .collect(Collectors.groupingBy(label -> label, Collectors.counting()))
                .forEach((label, lines) ->
                    found.compute(
                        label,
                        (_, before) -> (before == null ? Found.NOTHING : before).plus(lines))));
    return found;
  }

  private static Optional<List<Line>> without(Set<String> labels, List<Line> lines) {
    var kept = lines.stream().filter(line -> !labels.contains(line.label())).toList();
    return kept.size() == lines.size() ? Optional.empty() : Optional.of(kept);
  }
}
