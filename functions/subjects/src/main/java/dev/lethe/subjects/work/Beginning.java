package dev.lethe.subjects.work;

import dev.lethe.shared.record.Command;
import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.registry.ErasureMode;
import dev.lethe.shared.registry.Registry;
import dev.lethe.shared.registry.Settings;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.rights.CaseLife;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.Rights;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.RequestType;
import dev.lethe.subjects.work.Subjects.Stored;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Begins what a request asks: from here on the gate obeys it. Whom it names comes first, then the
/// devices that are theirs alone. Of each subject all happens at once, and once.
public final class Beginning {

  /// How often a subject may change while it is being changed; whoever starts this again goes on.
  private static final int TRIES = 50;

  /// Of how many subjects a group is at least that an erasure leaves.
  static final int LEAST_KEPT = 10;

  private final Subjects subjects;
  private final Lanes lanes;
  private final Registry registry;
  private final int threshold;
  private final Clock clock;

  /// @param threshold of how many subjects a group is at least that statistics show, whatever an
  ///   application asks
  public Beginning(Subjects subjects, Lanes lanes, Registry registry, int threshold, Clock clock) {
    this.subjects = subjects;
    this.lanes = lanes;
    this.registry = registry;
    this.threshold = threshold;
    this.clock = clock;
  }

  /// Begins a request.
  ///
  /// @return whether it is known whom it is about; if its work is not over, the Vault was lost
  public boolean begin(EnteredRequest request) {
    var app = registry.application(request.app()).orElseThrow();
    var work = new Work(request, app.settings());
    var named = subjects.named(work.id);
    for (var subject : named) {
      var life = work.begin(subject).life();
      if (subject.kind() == Identity.Kind.USER) {
        for (var device : subjects.devicesAlone(request.app(), subject.pseudonym(), life.lives())) {
          work.begin(new Subject(Identity.Kind.DEVICE, device));
        }
      }
    }
    return !named.isEmpty();
  }

  private final class Work {

    private final EnteredRequest request;
    private final CaseId id;
    private final Settings settings;

    private Work(EnteredRequest request, Settings settings) {
      this.request = request;
      this.id = new CaseId(request.app(), request.id());
      this.settings = settings;
    }

    private Order begin(Subject subject) {
      for (var tries = 0; tries < TRIES; tries++) {
        var known = subjects.order(id, subject.pseudonym());
        if (known.isPresent()) {
          return known.get();
        }
        var made = change(subject);
        if (made.isPresent()) {
          return made.get();
        }
      }
      throw new IllegalStateException("A subject changes all the time.");
    }

    private Optional<Order> change(Subject subject) {
      var before = subjects.find(id.app(), subject.pseudonym());
      settle(before, subject.pseudonym());
      var after = changed(before.state());
      var order = order(subject, before.state(), after);
      var retraction =
          order.commands().get(Command.Consumer.AGGREGATE) == Command.Kind.RETRACT
              ? (Long) after.version()
              : null;
      return subjects.change(
              id, settings.retentionDays(), before, new Stored(after, retraction), order)
          ? Optional.of(order)
          : Optional.empty();
    }

    /// Nothing is lifted before what it lifts is in the lane: whoever began that may be dead.
    private void settle(Stored before, Pseudonym subject) {
      var life = before.state().life();
      var retraction = before.retraction();
      if (retraction != null && life != null && request.type() != RequestType.ERASURE) {
        lanes.put(
            new Command(
                id.app(),
                life.label(),
                Command.Kind.RETRACT,
                Command.Consumer.AGGREGATE,
                retraction,
                null,
                clock.instant(),
                null));
        subjects.inLane(id.app(), subject, retraction);
      }
    }

    private SubjectState changed(SubjectState before) {
      if (request.type() == RequestType.ERASURE) {
        return before.erase(clock.instant());
      }
      var rights = RightsAsked.of(request.type(), request.purposes(), before.rights());
      return rights.equals(before.rights()) ? before : before.with(rights);
    }

    private Order order(Subject subject, SubjectState before, SubjectState after) {
      var life = before.life();
      return new Order(
          new CaseLife(
              subject.kind(),
              subject.pseudonym(),
              life == null ? null : life.label(),
              life == null ? null : life.born(),
              before.lives(),
              after.version(),
              clock.instant()),
          life == null ? Map.of() : commandsFor(after.rights()),
          life == null ? null : keepFrom(before.rights()));
    }

    /// From how many subjects on an erasure leaves a group as it is. One that is small enough to
    /// say something of somebody is never left, whatever the thresholds are.
    private @Nullable Long keepFrom(Rights before) {
      var keeps =
          request.type() == RequestType.ERASURE
              && settings.requests().erasures() == ErasureMode.KEEP
              && !before.forbid(Purpose.STATISTICS);
      return keeps
          ? (Long) (long) Math.max(LEAST_KEPT, Math.max(threshold, settings.smallGroupThreshold()))
          : null;
    }

    /// What a command asks is asked again, even if another request did so: that one's command may
    /// not be in the lane.
    private Map<Command.Consumer, Command.Kind> commandsFor(Rights after) {
      var purposes = request.purposes();
      return switch (request.type()) {
        case ERASURE -> both(Command.Kind.ERASE);
        case ACCESS, PORTABILITY -> both(Command.Kind.FLUSH);
        case RECTIFICATION, STOP_COLLECTION, LIFT_STOP_COLLECTION -> Map.of();
        case RESTRICTION, LIFT_RESTRICTION -> Map.of(Command.Consumer.ARCHIVE, held(after));
        case OBJECTION, CONSENT_WITHDRAWAL -> {
          var commands = new EnumMap<Command.Consumer, Command.Kind>(Command.Consumer.class);
          if (purposes.contains(Purpose.STATISTICS)) {
            commands.put(Command.Consumer.AGGREGATE, Command.Kind.RETRACT);
          }
          if (purposes.contains(Purpose.RESEARCH)) {
            commands.put(Command.Consumer.ARCHIVE, held(after));
          }
          yield commands;
        }
        case LIFT_OBJECTION, LIFT_CONSENT_WITHDRAWAL ->
            purposes.contains(Purpose.RESEARCH)
                ? Map.of(Command.Consumer.ARCHIVE, held(after))
                : Map.of();
      };
    }

    private static Map<Command.Consumer, Command.Kind> both(Command.Kind kind) {
      return Map.of(Command.Consumer.AGGREGATE, kind, Command.Consumer.ARCHIVE, kind);
    }

    /// Facts are sealed as long as anything asks for it.
    private static Command.Kind held(Rights after) {
      return after.hold() ? Command.Kind.RESTRICT : Command.Kind.LIFT;
    }
  }
}
