package dev.lethe.control;

import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.termination.InMemoryMeasurements;
import dev.lethe.shared.termination.InMemoryTerminations;

/// For tests that end nothing.
final class Endings {

  private Endings() {}

  static ControlHandler.Ends none() {
    return new ControlHandler.Ends(
        new InMemoryTerminations(new InMemoryRegistry()),
        (termination, begins) -> {
          throw new AssertionError("Nothing ends here.");
        },
        new InMemoryMeasurements());
  }
}
