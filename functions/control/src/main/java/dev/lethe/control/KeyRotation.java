package dev.lethe.control;

import dev.lethe.shared.vault.SealedKeyrings;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// Gives applications new key-encryption keys. Their peppers stay: a new one would make every
/// subject a stranger.
final class KeyRotation {

  /// Whoever comes second at the same time looks again, and sees the key that the first one made.
  private static final int LOOKS = 2;

  private final SealedKeyrings keyrings;
  private final ApplicationKeys keys;
  private final Clock clock;

  KeyRotation(SealedKeyrings keyrings, ApplicationKeys keys, Clock clock) {
    this.keyrings = keyrings;
    this.keys = keys;
    this.clock = clock;
  }

  /// What came of it.
  sealed interface Outcome {

    /// There is another key.
    ///
    /// @param made on which day, UTC
    record Rotated(int number, LocalDate made) implements Outcome {}

    /// The latest key is too young.
    ///
    /// @param from the day, UTC, from which on there can be another
    record TooSoon(LocalDate from) implements Outcome {}
  }

  Outcome rotate(String application) {
    for (var look = 0; look < LOOKS; look++) {
      var before =
          keyrings
              .of(application)
              .orElseThrow(() -> new IllegalStateException("An application has no keys."));
      var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
      if (today.isBefore(before.rotatableFrom())) {
        return new Outcome.TooSoon(before.rotatableFrom());
      }
      var after = before.rotated(keys.create(application), today);
      if (keyrings.replace(application, before, after)) {
        return new Outcome.Rotated(after.latest(), today);
      }
    }
    throw new IllegalStateException("An application's keys changed, and are not younger.");
  }
}
