package dev.lethe.infra.simulation;

import dev.lethe.shared.record.Command;
import dev.lethe.shared.record.RecordCodec;
import dev.lethe.shared.record.UndecodableRecordException;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.subjects.request.RequestType;
import dev.lethe.subjects.work.Order;
import dev.lethe.subjects.work.Subjects.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Sees what requests begin, and what must come of it.
final class Deaths {

  private final World world;
  private final Map<String, Death> deaths = new LinkedHashMap<>();
  private final Map<CaseId, List<Order>> orders = new HashMap<>();
  private final List<Alone> alone = new ArrayList<>();

  /// A life that was ended.
  record Death(CaseId request, Order order) {}

  /// A life of a device that was a user's alone when theirs was ended. A later life than the one
  /// that they were seen with is not: the request that ended that one takes the link along.
  record Alone(CaseId request, Pseudonym user, Pseudonym device, String label) {}

  Deaths(World world) {
    this.world = world;
  }

  void begun(CaseId id, Order order, Stored truth) {
    var type = world.desk().request(id).type();
    switch (type) {
      case ERASURE -> erased(id, order);
      case OBJECTION, CONSENT_WITHDRAWAL -> world.incidents().add(Incident.OBJECTED);
      case LIFT_OBJECTION, LIFT_CONSENT_WITHDRAWAL -> lifted(order, truth);
      case STOP_COLLECTION, LIFT_STOP_COLLECTION ->
          world.incidents().add(Incident.STOPPED_OR_LET_GO);
      default -> world.incidents().add(Incident.RESTRICTED_OR_LET_GO);
    }
  }

  private void erased(CaseId id, Order order) {
    var life = order.life();
    var identity = world.vaults().identity(life.subject());
    world.vaults().erased(identity, life.at());
    orders.computeIfAbsent(id, unseen -> new ArrayList<>()).add(order);
    if (life.label() == null) {
      world.incidents().add(Incident.ERASED_UNKNOWN);
    } else {
      world.incidents().add(Incident.ERASED);
      world.history().note(() -> "the life of " + life.label() + " is ended");
      if (deaths.put(life.label(), new Death(id, order)) != null) {
        world.wrongs().add("DIED: " + life.label() + " died twice");
      }
    }
    if (life.kind() == Identity.Kind.USER) {
      world
          .vaults()
          .devicesOf(identity)
          .forEach(device -> {
            var living = world.vaults().state(device).life();
            if (living != null && !world.vaults().wasForgottenSince(identity, device)) {
              var pseudonym = world.vaults().pseudonym(device);
              alone.add(new Alone(id, life.subject(), pseudonym, living.label()));
            }
          });
    } else if (world.desk().request(id).type() == RequestType.ERASURE
        && world.tables().cases.named(id).stream()
            .noneMatch(named -> named.pseudonym().equals(life.subject()))) {
      world.incidents().add(Incident.ERASED_WITH_ITS_USER);
    }
  }

  /// Whoever is erased is nobody by then.
  void sends(Command command) {
    if (command.kind() == Command.Kind.ERASE && world.vaults().gate.isKept(command.label())) {
      world.wrongs().add("BEGUN: " + command.label() + " still leads to its subject");
    }
  }

  /// Nothing is lifted before the command that it lifts is in the lane.
  private void lifted(Order order, Stored truth) {
    world.incidents().add(Incident.LIFTED);
    var label = order.life().label();
    var retraction = truth.retraction();
    if (label != null && retraction != null && !isInLane(label, retraction)) {
      world.wrongs().add("LIFTED: of " + label + " before version " + retraction + " is sent");
    }
  }

  private boolean isInLane(String label, long state) {
    return world.stream().all().stream()
        .anyMatch(stored -> {
          try {
            return RecordCodec.decode(stored.lane().bytes().toArray()) instanceof Command command
                && command.kind() == Command.Kind.RETRACT
                && command.label().equals(label)
                && command.state() >= state;
          } catch (UndecodableRecordException e) {
            return false;
          }
        });
  }

  /// The lives that were ended, by their labels.
  Map<String, Death> deaths() {
    return deaths;
  }

  /// What was ordered for an erasure.
  List<Order> orders(CaseId id) {
    return orders.getOrDefault(id, List.of());
  }

  List<Alone> alone() {
    return alone;
  }
}
