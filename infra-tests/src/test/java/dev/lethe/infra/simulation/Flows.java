package dev.lethe.infra.simulation;

import dev.lethe.infra.simulation.Office.Erasure;
import dev.lethe.infra.simulation.Office.Objection;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Command;
import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.record.RecordCodec;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Rights;
import dev.lethe.shared.vault.SubjectState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the state machines of rights do, until there is a function for them: each can be ended
/// anywhere, and begins again with what the office knows.
final class Flows {

  private final World world;
  private final Vaults vaults;
  private final Office office;

  Flows(World world) {
    this.world = world;
    this.vaults = world.vaults();
    this.office = world.office();
  }

  void erase(Erasure erasure, Line line) {
    while (!erasure.isBegun) {
      begin(erasure, line);
    }
    for (var work : erasure.work.entrySet()) {
      do {
        var command = command(erasure, work.getKey(), Command.Consumer.AGGREGATE);
        work.getValue().add(command.token());
        put(command(erasure, work.getKey(), Command.Consumer.ARCHIVE), line);
        put(command, line);
      } while (!isAnswered(work.getValue(), line));
    }
    line.run(() -> "is done", () -> erasure.isDone = true);
  }

  private Command command(Erasure erasure, String label, Command.Consumer to) {
    return new Command(
        Vaults.APP,
        label,
        Command.Kind.ERASE,
        to,
        erasure.state,
        erasure.keepFrom,
        world.clock().instant(),
        office.newToken());
  }

  /// `begin` (docs, "Erasure"): tombstones, and the labels to erase beside them, in one
  /// transaction, once a request.
  private void begin(Erasure erasure, Line line) {
    var read = line.call(() -> "reads " + erasure.subject, () -> states(erasure.subject));
    line.change(
        () -> "begins",
        () -> {
          if (erasure.isBegun) {
            return true;
          }
          if (!states(erasure.subject).equals(read)) {
            return false;
          }
          read.forEach((identity, state) -> bury(erasure, identity, state, line));
          erasure.isBegun = true;
          return true;
        });
  }

  private void bury(Erasure erasure, Identity identity, SubjectState state, Line line) {
    var now = world.clock().instant();
    var buried = state.erase(now);
    vaults.set(identity, buried);
    vaults.erased(identity, now);
    office.pending().remove(identity);
    if (identity.equals(erasure.subject)) {
      erasure.state = buried.version();
    }
    if (state.rights().objections().contains(Purpose.STATISTICS)) {
      erasure.keepFrom = null;
    }
    var life = state.life();
    if (life == null) {
      line.met(Incident.ERASED_UNKNOWN);
      return;
    }
    line.met(Incident.ERASED);
    line.note(() -> "ends the life of " + life.label());
    erasure.work.put(life.label(), new ArrayList<>());
  }

  /// Those of a subject, and of the devices that it alone was seen on.
  private Map<Identity, SubjectState> states(Identity subject) {
    var states = new LinkedHashMap<Identity, SubjectState>();
    states.put(subject, vaults.state(subject));
    if (subject.kind() == Identity.Kind.USER) {
      vaults.devicesOf(subject).forEach(device -> states.put(device, vaults.state(device)));
    }
    return states;
  }

  void object(Objection objection, Line line) {
    while (!objection.isSet && !objection.isDone) {
      set(objection, line);
    }
    var label = objection.label;
    if (!objection.isDone && label != null && !objection.isLifting) {
      do {
        var command = command(objection, label);
        objection.tokens.add(command.token());
        put(command, line);
        line.run(
            () -> "is in the lane", () -> office.pending().remove(objection.subject, objection));
      } while (!isAnswered(objection.tokens, line));
    }
    line.run(() -> "is done", () -> objection.isDone = true);
  }

  private Command command(Objection objection, String label) {
    return new Command(
        Vaults.APP,
        label,
        Command.Kind.RETRACT,
        Command.Consumer.AGGREGATE,
        objection.state,
        null,
        world.clock().instant(),
        office.newToken());
  }

  private void set(Objection objection, Line line) {
    var subject = objection.subject;
    if (objection.isLifting) {
      // Nothing is lifted before the command that it lifts is in the lane.
      line.actor().waitUntil(() -> !office.pending().containsKey(subject));
    }
    var read = line.call(() -> "reads " + subject, () -> vaults.state(subject));
    var objects = !objection.isLifting;
    if (read.rights().objections().contains(Purpose.STATISTICS) == objects) {
      objection.isDone = true;
      return;
    }
    var changed = read.with(rights(read.rights(), objects));
    line.change(
        () -> "sets version " + changed.version(),
        () -> {
          if (objection.isSet) {
            return true;
          }
          if (!vaults.state(subject).equals(read) || office.pending().containsKey(subject)) {
            return false;
          }
          vaults.set(subject, changed);
          line.met(objects ? Incident.OBJECTED : Incident.LIFTED);
          objection.isSet = true;
          objection.state = changed.version();
          objection.label = read.life() == null ? null : read.life().label();
          if (objects && objection.label != null) {
            office.pending().put(subject, objection);
          }
          return true;
        });
  }

  private static Rights rights(Rights rights, boolean objects) {
    var objections = EnumSet.noneOf(Purpose.class);
    objections.addAll(rights.objections());
    if (objects) {
      objections.add(Purpose.STATISTICS);
    } else {
      objections.remove(Purpose.STATISTICS);
    }
    return new Rights(rights.optedOut(), rights.stopped(), rights.restricted(), objections);
  }

  private void put(Command command, Line line) {
    var bytes = Bytes.copyOf(RecordCodec.encode(command));
    line.call(
        () -> "puts %s of %s with %s".formatted(command.kind(), command.label(), command.token()),
        () -> world.stream().put(command.label(), bytes, null));
  }

  /// Waits for an answer; whoever waits too long sends another command.
  private boolean isAnswered(List<String> tokens, Line line) {
    var deadline = world.clock().instant().plus(patience(line));
    line.actor()
        .waitUntil(
            () -> hasAnswer(tokens.getLast()) || !world.clock().instant().isBefore(deadline));
    if (hasAnswer(tokens.getLast())) {
      return true;
    }
    line.met(Incident.COMMANDS_TIMED_OUT);
    line.note(() -> "gives up waiting");
    return false;
  }

  private static Duration patience(Line line) {
    return line.trouble().strikes(2) ? Duration.ofMinutes(10) : Duration.ofDays(3);
  }

  private boolean hasAnswer(String token) {
    return !world.tables().answers(token).isEmpty();
  }
}
