package dev.lethe.subjects.receipt;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Residues as they may be seen.
final class Seen {

  /// How long after it was asked for an erasure of the samples is closed.
  static final Duration CLOSED = Duration.ofDays(31).plusHours(9);

  private static final Instant AT = Erasures.ASKED.plus(CLOSED);

  private Seen() {}

  static Remains of(Residue residue, @Nullable Instant oldest) {
    return new Remains(residue, oldest, AT);
  }

  /// What is seen when all is gone, to be changed.
  static List<Remains> atClosing() {
    return new ArrayList<>(
        List.of(
            of(Residue.STREAM, AT.minus(Duration.ofDays(7))),
            of(Residue.BACKUPS, AT.minus(Duration.ofDays(30))),
            of(Residue.GIVEN_UP_DELIVERIES, null),
            of(Residue.QUARANTINE, AT.minus(Duration.ofHours(20))),
            of(Residue.RUNNING_QUERIES, null)));
  }
}
