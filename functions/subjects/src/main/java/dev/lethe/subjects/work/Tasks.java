package dev.lethe.subjects.work;

import dev.lethe.shared.record.Command;

/// Tasks of the state machine that wait until commands are done.
public interface Tasks {

  /// A task waits for so many commands from now on; it is answered at once if there are none.
  ///
  /// @param token the state machine's for the task
  /// @return what it is called in commands
  String open(Command.Consumer consumer, String token, int commands);

  /// What a command of a task carries.
  ///
  /// @param number from 0 on
  String name(String task, int number);
}
