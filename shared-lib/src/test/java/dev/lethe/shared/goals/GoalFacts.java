package dev.lethe.shared.goals;

import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.EventNames;
import dev.lethe.shared.record.Fact;
import dev.lethe.shared.record.Records;
import java.util.EnumMap;

/// Facts of goals, for tests.
public final class GoalFacts {

  private GoalFacts() {}

  /// That a goal was reached.
  public static Fact reached(String goal) {
    var fact = Records.tracked(EventNames.GOAL_REACHED);
    var values = new EnumMap<Dimension, String>(Dimension.class);
    values.putAll(fact.values());
    values.put(Dimension.GOAL, goal);
    return new Fact(
        fact.type(),
        fact.raw(),
        fact.time(),
        fact.digest(),
        fact.session(),
        fact.duration(),
        values);
  }
}
