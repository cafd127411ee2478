package dev.lethe.control;

import dev.lethe.shared.termination.Termination;
import java.time.Instant;

/// Who does what a termination asks.
@FunctionalInterface
public interface TerminationWork {

  /// Starts it. If no such termination is entered by the time that the wait is over, nothing is
  /// done.
  ///
  /// @param begins until when it waits
  void start(Termination termination, Instant begins);
}
