package dev.lethe.ingest.screenshot;

import dev.lethe.shared.registry.ApiKey;
import java.time.Instant;

/// Bounds how many uploads a key asks for in a minute: write keys are public, and each upload may
/// be 5 MB.
@FunctionalInterface
public interface UploadRate {

  /// Whether a key may ask for one more in this minute; if so, it is counted.
  boolean admit(ApiKey key, Instant now);
}
