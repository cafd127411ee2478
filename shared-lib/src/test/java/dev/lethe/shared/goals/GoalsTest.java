package dev.lethe.shared.goals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.EventType;
import dev.lethe.shared.record.Fact;
import dev.lethe.shared.record.Records;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GoalsTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 28);

  private static boolean isOfGoals(Metric metric, @Nullable Dimension dimension, String value) {
    return Goals.isCountedBy(new CounterKey("app_1", metric, dimension, Bucket.of(DAY), value));
  }

  @Test
  void anEventWithoutItsGoalIsOfAnUnsaidNameAndElseAsItWas() {
    var read = Records.tracked("Read");
    var reached = GoalFacts.reached("swam");
    var without = Goals.without(List.of(read, reached));
    assertThat(without).first().isEqualTo(read);
    var fact = without.getLast();
    assertThat(fact.values().toString()).doesNotContain("swam", "Goal");
    assertThat(fact.value(Dimension.EVENT)).isEqualTo(Dimension.OTHER);
    assertThat(fact.values()).doesNotContainKey(Dimension.GOAL);
    assertThat(fact.digest()).isEqualTo(reached.digest());
    assertThat(fact.time()).isEqualTo(reached.time());
    assertThat(fact.value(Dimension.PLATFORM)).isEqualTo(reached.value(Dimension.PLATFORM));
    assertThat(Goals.areIn(without)).isFalse();
    assertThat(Goals.areIn(List.of(read, reached))).isTrue();
  }

  /// A page may be called so.
  @Test
  void onlyWhatIsTrackedIsAGoal() {
    var fact = Records.tracked("Goal Reached");
    var page =
        new Fact(EventType.PAGE, fact.raw(), fact.time(), fact.digest(), null, null, fact.values());
    assertThat(Goals.areIn(List.of(page))).isFalse();
    assertThat(Goals.without(List.of(page))).isEqualTo(List.of(page));
  }

  @Test
  void countersOfGoalsAreThoseThatTellOfThem() {
    assertThat(isOfGoals(Metric.GOALS, null, CounterKey.TOTAL)).isTrue();
    assertThat(isOfGoals(Metric.GOALS, Dimension.PLATFORM, "ios")).isTrue();
    assertThat(isOfGoals(Metric.EVENTS, Dimension.EVENT, "Goal Reached")).isTrue();
    assertThat(isOfGoals(Metric.USERS, Dimension.EVENT, "Goal Reached")).isTrue();
    assertThat(isOfGoals(Metric.EVENTS, Dimension.GOAL, "swam")).isTrue();
    assertThat(isOfGoals(Metric.EVENTS, null, CounterKey.TOTAL)).isFalse();
    assertThat(isOfGoals(Metric.EVENTS, Dimension.EVENT, "Read")).isFalse();
    assertThat(isOfGoals(Metric.EVENTS, Dimension.SCREEN, "Goal Reached")).isFalse();
  }
}
