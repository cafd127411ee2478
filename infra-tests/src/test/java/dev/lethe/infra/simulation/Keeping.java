package dev.lethe.infra.simulation;

import dev.lethe.aggregate.Header;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Numbers;
import java.util.Map;
import java.util.stream.Collectors;

/// Sees whether an invocation that erases somebody keeps what it may keep, by what it read of
/// counters before it decided.
final class Keeping {

  private final World world;
  private Map<CounterKey, Numbers> read = Map.of();

  Keeping(World world) {
    this.world = world;
  }

  void hasRead(Map<CounterKey, Numbers> counters) {
    read = counters;
  }

  /// Checks a header that is about to be written.
  void check(String label, Header header) {
    var death = header.death();
    if (death == null) {
      return;
    }
    var from = world.keepFrom(label);
    var large =
        read.entrySet().stream()
            .filter(counter -> from != null && counter.getValue().subjects() >= from)
            .map(counter -> Cells.nameOf(counter.getKey()))
            .collect(Collectors.toSet());
    if (!death.kept().equals(large)) {
      world
          .wrongs()
          .add(
              "KEPT: of %s are %d cells kept, and %d are large enough"
                  .formatted(label, death.kept().size(), large.size()));
    }
    read = Map.of();
  }
}
