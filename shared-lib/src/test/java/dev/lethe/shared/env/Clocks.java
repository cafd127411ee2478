package dev.lethe.shared.env;

import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;

/// Clocks of tests.
public final class Clocks {

  private Clocks() {}

  /// A clock in UTC that shows what a test says whenever it is looked at.
  public static Clock showing(InstantSource time) {
    return time.withZone(ZoneOffset.UTC);
  }
}
