package dev.lethe.shared.counters;

import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.WireNamed;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// What counters count. What customers ask for is made of these.
public enum Metric implements WireNamed {
  /// Events that happened, and whose they were.
  EVENTS,
  /// Subjects with an event. Hours and days are told by [#EVENTS].
  USERS,
  /// Sessions, by the first of their events that came.
  SESSIONS,
  /// Sessions whose end told how long they took.
  SESSION_ENDS,
  /// Runs of the app.
  RUNS,
  /// Subjects who ran the app once.
  RAN_ONCE,
  RAN_TWICE,
  RAN_3_TO_5,
  RAN_6_TO_10,
  RAN_MORE,
  OFFERINGS_SHOWN,
  OFFERINGS_CLICKED,
  OFFERINGS_DISMISSED,
  OFFERINGS_COMPLETED,
  /// Goals that were reached.
  GOALS,
  /// What became of events at the gate, by the day that they came on. It tells of no person: no
  /// group in it is too small to be shown.
  INTAKE,
  /// Requests, by the day that they came on, and what became of them. Of no person either.
  REQUESTS,
  /// How long the bodies of requests were, by the day that they came on. Of no person either.
  BYTES;

  /// What every event has a value of, if only [Dimension#UNKNOWN].
  private static final Set<Dimension> OF_EVERY_EVENT =
      Collections.unmodifiableSet(EnumSet.range(Dimension.EVENT, Dimension.TIME_ZONE));

  private static final Set<Dimension> OF_THE_DEVICE =
      Collections.unmodifiableSet(EnumSet.range(Dimension.PLATFORM, Dimension.TIME_ZONE));

  private static final Set<Dimension> OF_OFFERINGS =
      with(OF_THE_DEVICE, Dimension.OFFERING, Dimension.CONTENT_TYPE, Dimension.OFFERING_TYPE);

  private static final Set<Dimension> OF_GOALS = with(OF_THE_DEVICE, Dimension.GOAL);

  private static final Set<Dimension> OF_EVENTS =
      with(
          OF_EVERY_EVENT,
          Dimension.OFFERING,
          Dimension.CONTENT_TYPE,
          Dimension.OFFERING_TYPE,
          Dimension.GOAL);

  private static final Set<Interval> FINE = unmodifiable(Interval.HOUR, Interval.DAY);
  private static final Set<Interval> COARSE = unmodifiable(Interval.WEEK, Interval.MONTH);
  private static final Set<Interval> FROM_DAYS = unmodifiable(Interval.DAY, Interval.MONTH);

  private static Set<Interval> unmodifiable(Interval first, Interval last) {
    return Collections.unmodifiableSet(EnumSet.range(first, last));
  }

  private static Set<Dimension> with(Set<Dimension> some, Dimension... more) {
    var all = EnumSet.copyOf(some);
    Collections.addAll(all, more);
    return Collections.unmodifiableSet(all);
  }

  /// What it can be told apart by.
  public Set<Dimension> dimensions() {
    return switch (this) {
      case EVENTS, USERS -> OF_EVENTS;
      case OFFERINGS_SHOWN, OFFERINGS_CLICKED, OFFERINGS_DISMISSED, OFFERINGS_COMPLETED ->
          OF_OFFERINGS;
      case GOALS -> OF_GOALS;
      case INTAKE, REQUESTS -> Set.of(Dimension.OUTCOME);
      case BYTES -> Set.of();
      default -> OF_THE_DEVICE;
    };
  }

  /// How finely it is told apart in time.
  public Set<Interval> intervals() {
    return switch (this) {
      case USERS -> COARSE;
      case RAN_ONCE, RAN_TWICE, RAN_3_TO_5, RAN_6_TO_10, RAN_MORE -> FROM_DAYS;
      case INTAKE, REQUESTS, BYTES -> Set.of(Interval.DAY);
      default -> FINE;
    };
  }

  /// Whether everything that is counted has a value of a dimension, if only [Dimension#UNKNOWN]:
  /// then the values add up to the total.
  public boolean isAlwaysTold(Dimension dimension) {
    return switch (this) {
      case EVENTS, USERS -> OF_EVERY_EVENT.contains(dimension);
      default -> dimensions().contains(dimension);
    };
  }

  /// Whether groups in it are groups of people, so that small ones are not shown.
  public boolean isOfPeople() {
    return switch (this) {
      case INTAKE, REQUESTS, BYTES -> false;
      default -> true;
    };
  }
}
