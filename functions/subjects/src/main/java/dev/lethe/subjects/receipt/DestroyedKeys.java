package dev.lethe.subjects.receipt;

import static java.time.temporal.ChronoUnit.MILLIS;

import java.time.Instant;

/// When the keys went that all that is personal was sealed with.
///
/// @param number how many: one for each life that was erased, none of a subject that was unknown
/// @param at when they went, or it was seen that there are none
public record DestroyedKeys(int number, Instant at) {

  public DestroyedKeys {
    at = at.truncatedTo(MILLIS);
    if (number < 0) {
      throw new IllegalArgumentException("There are fewer keys than none.");
    }
  }
}
