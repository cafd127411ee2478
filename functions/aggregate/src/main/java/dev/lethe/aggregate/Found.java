package dev.lethe.aggregate;

import java.util.Map;

/// What a command found to take off.
///
/// @param entries how many entries
/// @param events how many events they counted
/// @param counters how many counters they changed
public record Found(long entries, long events, long counters) {

  static final Found NOTHING = new Found(0, 0, 0);

  /// By kind, as whoever waits is told.
  Map<String, Long> byKind() {
    return Map.of("entries", entries, "events", events, "counters", counters);
  }
}
