package dev.lethe.shared.termination;

import java.time.Instant;
import java.util.function.Consumer;

/// Terminations that are not over, as a table says that was restored.
public interface OpenTerminations {

  /// Reads those of a segment.
  void read(String segment, Consumer<Termination> sink);

  /// Notes that one was cancelled, which the gate knows already.
  ///
  /// @param read as it was read
  void callOff(Termination read, Instant at);

  /// Enters one again that the gate knows of, unless there is one that was not cancelled.
  void renew(Termination lost);
}
