package dev.lethe.subjects.work;

import dev.lethe.shared.record.Command;

/// The lanes of the stream, for those who send commands.
@FunctionalInterface
public interface Lanes {

  /// Puts a command in its subject's lane; when it returns, the command is there.
  void put(Command command);
}
