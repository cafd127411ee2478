package dev.lethe.subjects.work;

import dev.lethe.shared.record.Command;
import dev.lethe.shared.rights.CaseLife;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is to be done about a life.
///
/// @param commands to each consumer of the lanes that has something to do; none if there is no life
/// @param keepFrom for an erasure, of how many subjects a group is from which on statistics are
///   left as they are; nothing if none are
public record Order(
    CaseLife life, Map<Command.Consumer, Command.Kind> commands, @Nullable Long keepFrom) {

  public Order {
    commands = Map.copyOf(commands);
    if (life.label() == null && !commands.isEmpty()) {
      throw new IllegalArgumentException("Nobody can be told of a life that is not there.");
    }
  }

  /// An order that leaves no statistics.
  public Order(CaseLife life, Map<Command.Consumer, Command.Kind> commands) {
    this(life, commands, null);
  }
}
