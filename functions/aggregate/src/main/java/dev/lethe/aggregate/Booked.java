package dev.lethe.aggregate;

import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Numbers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a record adds to which counters, and what is to be done when all of them have it.
///
/// @param end nothing unless the record is a command
record Booked(Map<CounterKey, Numbers> deltas, @Nullable End end) {

  static final Booked NOTHING = new Booked(Map.of(), null);

  static Booked of(Map<CounterKey, Numbers> deltas) {
    return new Booked(deltas, null);
  }

  /// The end of a command.
  ///
  /// @param asked when it was asked for
  /// @param header the version of the label's header
  /// @param emptied the entries that are not needed any more
  /// @param found what its answer says
  /// @param token of the task that waits for the answer; nothing if none does
  record End(
      String label,
      Instant asked,
      long header,
      List<Filed> emptied,
      Found found,
      @Nullable String token) {}
}
