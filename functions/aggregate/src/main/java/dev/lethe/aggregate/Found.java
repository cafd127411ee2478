package dev.lethe.aggregate;

/// What a command found to take off.
///
/// @param entries how many entries
/// @param events how many events they counted
/// @param counters how many counters they changed
public record Found(long entries, long events, long counters) {

  static final Found NOTHING = new Found(0, 0, 0);
}
