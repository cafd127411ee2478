package dev.lethe.shared.goals;

import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.EventNames;
import dev.lethe.shared.record.EventType;
import dev.lethe.shared.record.Fact;
import java.util.EnumMap;
import java.util.List;

/// Tells what is about goals that were reached from all else. An event without its goal is one of
/// an unsaid name: it stays in totals, and in no name's number.
public final class Goals {

  private Goals() {}

  /// Whether a name is that of a goal that was reached.
  public static boolean isName(String name) {
    return name.equals(EventNames.GOAL_REACHED);
  }

  /// Whether some of an event's facts are about a goal.
  public static boolean areIn(List<Fact> facts) {
    return facts.stream().anyMatch(Goals::isReached);
  }

  private static boolean isReached(Fact fact) {
    return fact.type() == EventType.TRACK && isName(fact.value(Dimension.EVENT));
  }

  /// Facts without goals, as many.
  public static List<Fact> without(List<Fact> facts) {
    return facts.stream().map(fact -> isReached(fact) ? without(fact) : fact).toList();
  }

  private static Fact without(Fact fact) {
    var values = new EnumMap<Dimension, String>(Dimension.class);
    values.putAll(fact.values());
    values.remove(Dimension.GOAL);
    values.put(Dimension.EVENT, Dimension.OTHER);
    return new Fact(
        fact.type(), fact.raw(), fact.time(), fact.digest(), fact.session(), null, values);
  }

  /// Whether a counter counts goals: those of the metric, and of others those that tell goals
  /// apart, or their events by the name.
  public static boolean isCountedBy(CounterKey counter) {
    return counter.metric() == Metric.GOALS
        || counter.dimension() == Dimension.GOAL
        || (counter.dimension() == Dimension.EVENT && isName(counter.value()));
  }
}
