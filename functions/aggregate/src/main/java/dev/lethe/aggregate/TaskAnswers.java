package dev.lethe.aggregate;

/// Tasks that wait until a command is done.
@FunctionalInterface
public interface TaskAnswers {

  /// Answers a task; one that was answered already, or waits no more, is no error.
  ///
  /// @param token the task's
  void answer(String token, Found found);
}
