package dev.lethe.subjects.execution;

import dev.lethe.subjects.request.EnteredRequest;
import java.time.Duration;

/// Executions of the state machine that does what requests ask.
@FunctionalInterface
public interface Executions {

  /// The attempt that is made when a request is entered.
  int FIRST = 1;

  /// Starts the work of a request, which waits first. To start the same attempt again is to start
  /// it once, however it ended.
  ///
  /// @param attempt from 1 on: which time this is that the work is started
  void start(EnteredRequest request, int attempt, Duration wait);
}
