package dev.lethe.shared.registry;

/// Settings of which a test changes one.
public final class TestSettings {

  private TestSettings() {}

  /// Requests of subjects wait for some days.
  public static Settings waiting(Settings before, int days) {
    return before.with(before.requests().withGraceDays(days));
  }
}
