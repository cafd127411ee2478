package dev.lethe.shared.lane;

import java.util.Map;

/// Tasks that wait until a command is done.
@FunctionalInterface
public interface TaskAnswers {

  /// Answers a task; one that was answered already, or waits no more, is no error.
  ///
  /// @param token the task's
  /// @param found what there was of each kind
  void answer(String token, Map<String, Long> found);
}
