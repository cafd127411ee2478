package dev.lethe.subjects.receipt;

import static java.time.temporal.ChronoUnit.MILLIS;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What there is of a residue, of all customers.
///
/// @param of a residue that can be measured
/// @param oldest the time of the oldest that is there; nothing if nothing is
/// @param at when that was seen
public record Remains(Residue of, @Nullable Instant oldest, Instant at) {

  public Remains {
    oldest = oldest == null ? null : oldest.truncatedTo(MILLIS);
    at = at.truncatedTo(MILLIS);
    if (!of.isMeasured()) {
      throw new IllegalArgumentException("Of this residue nothing can be measured.");
    }
  }

  /// Whether nothing is left of what was there when an erasure was verified.
  boolean areWithout(Instant verified) {
    return oldest == null || oldest.isAfter(verified.plus(of.writtenFor()));
  }
}
