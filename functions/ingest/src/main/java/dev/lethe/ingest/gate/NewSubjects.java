package dev.lethe.ingest.gate;

import dev.lethe.shared.registry.ApiKey;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/// Bounds how many subjects a key brings in a minute, and links between them: write keys are
/// public, and each is kept.
@FunctionalInterface
public interface NewSubjects {

  /// Whether a key may bring so many more in this minute; if so, they are counted.
  boolean admit(ApiKey key, int number, Instant now);

  /// Until the next minute begins, and the key may bring as many again.
  static Duration untilNextMinute(Instant now) {
    var second = now.atZone(ZoneOffset.UTC).getSecond();
    return Duration.ofMinutes(1).minusSeconds(second);
  }
}
