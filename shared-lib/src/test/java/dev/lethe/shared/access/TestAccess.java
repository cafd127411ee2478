package dev.lethe.shared.access;

import dev.lethe.shared.registry.InMemoryRegistry;
import java.time.Clock;

/// How customers come in to a registry that lives as long as a test.
public final class TestAccess {

  private static final int CALLS_PER_MINUTE = 10_000;

  private TestAccess() {}

  public static OwnApplications to(InMemoryRegistry registry, Clock clock) {
    return to(registry, CALLS_PER_MINUTE, clock);
  }

  public static OwnApplications to(InMemoryRegistry registry, int callsPerMinute, Clock clock) {
    return new OwnApplications(
        new CustomerAccess(registry, registry, callsPerMinute, clock), clock);
  }
}
