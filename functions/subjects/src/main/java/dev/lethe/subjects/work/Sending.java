package dev.lethe.subjects.work;

import dev.lethe.shared.record.Command;
import dev.lethe.shared.rights.CaseId;
import java.time.Clock;
import java.util.Objects;

/// Sends a request's commands to a consumer of the lanes. Sent again, they are answered the same.
public final class Sending {

  private final Subjects subjects;
  private final Lanes lanes;
  private final Tasks tasks;
  private final Clock clock;

  public Sending(Subjects subjects, Lanes lanes, Tasks tasks, Clock clock) {
    this.subjects = subjects;
    this.lanes = lanes;
    this.tasks = tasks;
    this.clock = clock;
  }

  /// Sends all that is ordered of a consumer.
  ///
  /// @param token of the task that waits until all is done
  public void send(CaseId id, Command.Consumer consumer, String token) {
    var orders =
        subjects.orders(id).stream()
            .filter(order -> order.commands().containsKey(consumer))
            .toList();
    var task = tasks.open(consumer, token, orders.size());
    for (var number = 0; number < orders.size(); number++) {
      send(id, orders.get(number), consumer, tasks.name(task, number));
    }
  }

  private void send(CaseId id, Order order, Command.Consumer consumer, String name) {
    var life = order.life();
    var kind = Objects.requireNonNull(order.commands().get(consumer));
    lanes.put(
        new Command(
            id.app(),
            Objects.requireNonNull(life.label()),
            kind,
            consumer,
            life.state(),
            consumer == Command.Consumer.AGGREGATE ? order.keepFrom() : null,
            clock.instant(),
            name));
    if (kind == Command.Kind.RETRACT) {
      subjects.inLane(id.app(), life.subject(), life.state());
    }
  }
}
