package dev.lethe.insights;

import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import java.util.HashMap;
import java.util.Map;

/// What stands of one value in one span of time, metric by metric.
record Cell(Map<Metric, Numbers> numbers) {

  static final Cell EMPTY = new Cell(Map.of());

  Cell {
    numbers = Map.copyOf(numbers);
  }

  Numbers of(Metric metric) {
    return numbers.getOrDefault(metric, Numbers.NONE);
  }

  boolean has(Metric metric) {
    return numbers.containsKey(metric);
  }

  /// All metrics together.
  Numbers sum() {
    return numbers.values().stream().reduce(Numbers.NONE, Numbers::plus);
  }

  Cell plus(Cell more) {
    var sum = new HashMap<>(numbers);
    more.numbers.forEach((metric, added) -> sum.merge(metric, added, Numbers::plus));
    return new Cell(sum);
  }
}
