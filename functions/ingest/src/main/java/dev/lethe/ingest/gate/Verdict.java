package dev.lethe.ingest.gate;

import dev.lethe.ingest.fact.EventTime;
import dev.lethe.ingest.fact.FactDraft;
import dev.lethe.ingest.request.SdkEvent;
import dev.lethe.ingest.request.Whose;
import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.record.WireNamed;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.SubjectState;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What the subjects' states make of an event that could be taken.
public sealed interface Verdict {

  /// It is taken.
  ///
  /// @param owner whose it is
  /// @param purposes what it may be used for
  /// @param restricted whether it is kept, and not counted
  record Admitted(Identity owner, Set<Purpose> purposes, boolean restricted) implements Verdict {

    public Admitted {
      purposes = Set.copyOf(purposes);
    }
  }

  /// It is dropped, and answered as if it were taken: nobody finds out through a public write key
  /// who used a right.
  record Suppressed(Reason why) implements Verdict {}

  /// Why an event is not counted.
  enum Reason implements WireNamed {
    /// It is from before the subject was erased.
    ERASED,
    /// Nothing is to be collected of the subject.
    STOPPED,
    /// The subject's data is kept, and not used.
    RESTRICTED
  }

  /// Judges an event by everybody that it names: what one of them forbids is forbidden. A user's
  /// word counts even while the application takes no user ids, and so does that of the device that
  /// an alias would join.
  static Verdict of(SdkEvent event, FactDraft fact, View view, Instant received) {
    var named =
        Stream.of(Optional.of(event.whose()), event.alias()).flatMap(Optional::stream).toList();
    var allowed =
        event.allowsAnalytics() ? EnumSet.allOf(Purpose.class) : EnumSet.noneOf(Purpose.class);
    return of(named, fact.time(), allowed, view, received);
  }

  /// Judges something that is no event, and of a time, by the same rules.
  static Verdict of(Whose whose, EventTime time, View view, Instant received) {
    return of(List.of(whose), time, EnumSet.allOf(Purpose.class), view, received);
  }

  private static Verdict of(
      List<Whose> named, EventTime time, Set<Purpose> allowed, View view, Instant received) {
    var whose = named.getFirst();
    var hasUsers = view.application().settings().has(Feature.END_USER_IDENTIFIER);
    var user = hasUsers ? whose.user() : null;
    var owner = user == null ? whose.device() : user;
    if (owner == null) {
      throw new IllegalArgumentException("It names nobody.");
    }
    var states = states(named, view, received);
    for (var state : states) {
      if (state.rights().forbidCollection()) {
        return new Suppressed(Reason.STOPPED);
      }
      if (state.erased() != null && time.isBefore(state.erased())) {
        return new Suppressed(Reason.ERASED);
      }
    }
    var purposes = new HashSet<>(allowed);
    states.forEach(state -> purposes.removeIf(state.rights()::forbid));
    return new Admitted(
        owner, purposes, states.stream().anyMatch(state -> state.rights().restricted()));
  }

  private static List<SubjectState> states(List<Whose> named, View view, Instant now) {
    return named.stream()
        .flatMap(whose -> Stream.of(whose.user(), whose.device()))
        .filter(Objects::nonNull)
        .distinct()
        .map(identity -> view.state(identity, now))
        .toList();
  }
}
