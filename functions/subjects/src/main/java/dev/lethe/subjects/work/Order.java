package dev.lethe.subjects.work;

import dev.lethe.shared.record.Command;
import dev.lethe.shared.rights.CaseLife;
import java.util.Map;

/// What is to be done about a life.
///
/// @param commands to each consumer of the lanes that has something to do; none if there is no life
public record Order(CaseLife life, Map<Command.Consumer, Command.Kind> commands) {

  public Order {
    commands = Map.copyOf(commands);
    if (life.label() == null && !commands.isEmpty()) {
      throw new IllegalArgumentException("Nobody can be told of a life that is not there.");
    }
  }
}
