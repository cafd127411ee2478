package dev.lethe.shared.lane;

import java.util.Map;

/// Tasks that wait until a command is done.
@FunctionalInterface
public interface TaskAnswers {

  /// Answers one command of a task; one that was answered already, or that nobody waits for any
  /// more, is no error.
  ///
  /// @param token what the command carries
  /// @param found what there was of each kind
  void answer(String token, Map<String, Long> found);
}
