package dev.lethe.subjects.request;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a request was, and since when.
///
/// @param changes its statuses, the first `pending`, in the order of their times
public record Timeline(List<Change> changes) {

  /// Until when a request is to be answered, from when the subject asked: the month of GDPR,
  /// article 12(3), as requirement R8 counts it.
  public static final Duration DEADLINE = Duration.ofDays(30);

  /// A right that the gate obeys from the next request on, and nothing else has to be done for.
  static final Duration AT_THE_GATE = Duration.ofHours(1);

  /// What waits for commands in the subject's lane, or for a package of all its data.
  static final Duration THROUGH_THE_LANE = Duration.ofDays(1);

  /// An erasure, which searches every store again when it is done, and goes round for what it
  /// finds.
  static final Duration ERASURE = Duration.ofDays(3);

  /// A request became something.
  public record Change(RequestStatus status, Instant at) {}

  public Timeline {
    changes = List.copyOf(changes);
    if (changes.isEmpty() || changes.getFirst().status() != RequestStatus.PENDING) {
      throw new IllegalArgumentException("A request is pending first.");
    }
    for (var i = 1; i < changes.size(); i++) {
      var before = changes.get(i - 1);
      var after = changes.get(i);
      if (!before.status().mayBecome(after.status()) || after.at().isBefore(before.at())) {
        throw new IllegalArgumentException("A request cannot change so.");
      }
    }
  }

  /// The timeline of a request that was received.
  public static Timeline received(Instant at) {
    return new Timeline(List.of(new Change(RequestStatus.PENDING, at)));
  }

  /// When it was received.
  public Instant received() {
    return changes.getFirst().at();
  }

  /// What it is now.
  public RequestStatus status() {
    return changes.getLast().status();
  }

  /// The timeline with one change more; nothing if that may not follow. A clock that was set back
  /// does not turn times round.
  public Optional<Timeline> then(RequestStatus status, Instant at) {
    if (!status().mayBecome(status)) {
      return Optional.empty();
    }
    var last = changes.getLast().at();
    var longer = new ArrayList<>(changes);
    longer.add(new Change(status, at.isBefore(last) ? last : at));
    return Optional.of(new Timeline(longer));
  }

  /// When it is expected to be completed: at first as long as its type takes; when that has passed,
  /// the deadline; when that has passed too, as long as its type takes from now, since nothing
  /// better is known. So what is still open is never told to be done in the past. Of what is over
  /// it is the time at which it ended.
  ///
  /// @param submitted when the subject asked
  /// @param grace for how long nothing is done at first
  public Instant expectedCompletion(
      RequestType type, Instant submitted, Duration grace, Instant now) {
    if (status().isEnd()) {
      return changes.getLast().at();
    }
    var usual = received().plus(grace).plus(usual(type));
    var deadline = submitted.plus(DEADLINE);
    if (now.isBefore(usual)) {
      return usual;
    }
    return now.isBefore(deadline) ? deadline : now.plus(usual(type));
  }

  private static Duration usual(RequestType type) {
    return switch (type) {
      case STOP_COLLECTION, LIFT_STOP_COLLECTION, RECTIFICATION -> AT_THE_GATE;
      case RESTRICTION,
          LIFT_RESTRICTION,
          OBJECTION,
          LIFT_OBJECTION,
          CONSENT_WITHDRAWAL,
          LIFT_CONSENT_WITHDRAWAL,
          ACCESS,
          PORTABILITY ->
          THROUGH_THE_LANE;
      case ERASURE -> ERASURE;
    };
  }
}
