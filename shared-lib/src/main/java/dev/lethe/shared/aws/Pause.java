package dev.lethe.shared.aws;

import java.time.Duration;

/// Waits; replaced in tests.
@FunctionalInterface
public interface Pause {

  void of(Duration wait) throws InterruptedException;
}
