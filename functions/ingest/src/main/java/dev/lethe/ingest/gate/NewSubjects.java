package dev.lethe.ingest.gate;

import dev.lethe.shared.registry.ApiKey;
import java.time.Instant;

/// Bounds how many subjects a key brings in a minute, and links between them: write keys are
/// public, and each is kept.
@FunctionalInterface
public interface NewSubjects {

  /// Whether a key may bring so many more in this minute; if so, they are counted.
  boolean admit(ApiKey key, int number, Instant now);
}
