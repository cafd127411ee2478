package dev.lethe.retention;

import dev.lethe.retention.Shelf.Kept;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/// Deletes what is past its time. It may be killed anywhere and begin again.
public final class Sweeping {

  private final Map<Lifetime, Shelf> shelves;
  private final Clock clock;

  public Sweeping(Map<Lifetime, Shelf> shelves, Clock clock) {
    this.shelves = Map.copyOf(shelves);
    this.clock = clock;
  }

  /// Deletes it.
  ///
  /// @return how many objects
  public long run() {
    var now = clock.instant();
    return shelves.entrySet().stream()
        .mapToLong(shelf -> sweep(shelf.getKey(), shelf.getValue(), now))
        .sum();
  }

  private static long sweep(Lifetime lifetime, Shelf shelf, Instant now) {
    var over =
        shelf
            .objects()
            .filter(kept -> lifetime.end(kept).filter(end -> !now.isBefore(end)).isPresent())
            .map(Kept::name)
            .toList();
    shelf.delete(over);
    return over.size();
  }
}
