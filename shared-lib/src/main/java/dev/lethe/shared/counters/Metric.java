package dev.lethe.shared.counters;

import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.WireNamed;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// What is counted.
public enum Metric implements WireNamed {
  /// Events that happened, by the day that they happened on.
  EVENTS,
  /// What became of events at the gate, by the day that they came on. It tells of no person: no
  /// group in it is too small to be shown.
  INTAKE;

  /// What every event has a value of, if only [Dimension#UNKNOWN].
  private static final Set<Dimension> OF_EVERY_EVENT =
      Collections.unmodifiableSet(EnumSet.range(Dimension.EVENT, Dimension.TIME_ZONE));

  private static final Set<Dimension> OF_EVENTS = allOfEvents();

  private static Set<Dimension> allOfEvents() {
    var all = EnumSet.copyOf(OF_EVERY_EVENT);
    all.addAll(EnumSet.range(Dimension.OFFERING, Dimension.GOAL));
    return Collections.unmodifiableSet(all);
  }

  /// What it can be told apart by.
  public Set<Dimension> dimensions() {
    return switch (this) {
      case EVENTS -> OF_EVENTS;
      case INTAKE -> Set.of(Dimension.OUTCOME);
    };
  }

  /// How finely it is told apart in time.
  public Set<Interval> intervals() {
    return this == EVENTS
        ? Collections.unmodifiableSet(EnumSet.allOf(Interval.class))
        : Set.of(Interval.DAY);
  }

  /// Whether everything that is counted has a value of a dimension, if only [Dimension#UNKNOWN].
  public boolean isAlwaysTold(Dimension dimension) {
    return this == EVENTS ? OF_EVERY_EVENT.contains(dimension) : dimensions().contains(dimension);
  }

  /// Whether groups in it are groups of people, so that small ones are not shown.
  public boolean isOfPeople() {
    return this == EVENTS;
  }
}
