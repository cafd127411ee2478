package dev.lethe.control;

import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.termination.InMemoryMeasurements;
import dev.lethe.shared.termination.InMemoryTerminations;
import dev.lethe.shared.termination.Termination;
import java.time.Instant;
import java.util.Optional;

/// For tests that end nothing.
final class Endings {

  private Endings() {}

  private static void nothing(Termination termination, Instant begins) {
    throw new AssertionError("Nothing ends here.");
  }

  static ControlHandler.Ends none() {
    return new ControlHandler.Ends(
        new InMemoryTerminations(new InMemoryRegistry()),
        Endings::nothing,
        Endings::nothing,
        new InMemoryMeasurements(),
        id -> Optional.empty());
  }
}
