package dev.lethe.aggregate;

import java.util.Map;

/// What a command found.
///
/// @param entries how many entries it is about; of an erasure all that there are
/// @param events how many events they still counted
/// @param counters how many counters they changed
public record Found(long entries, long events, long counters) {

  static final Found NOTHING = new Found(0, 0, 0);

  /// The same about so many entries.
  Found with(long all) {
    return new Found(all, events, counters);
  }

  /// By kind, as whoever waits is told.
  Map<String, Long> byKind() {
    return Map.of("entries", entries, "events", events, "counters", counters);
  }
}
