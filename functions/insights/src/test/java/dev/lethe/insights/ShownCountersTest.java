package dev.lethe.insights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.goals.GoalsOrder;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.Records;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShownCountersTest {

  private static final CounterKey TOTAL =
      CounterKey.total("app_1", Metric.EVENTS, Bucket.of(LocalDate.of(2026, 11, 24)));
  private static final CounterKey NAME =
      new CounterKey("app_1", Metric.EVENTS, Dimension.EVENT, TOTAL.bucket(), "Goal Reached");

  private @Nullable GoalsOrder order;
  private final ShownCounters shown =
      new ShownCounters(
          ranges -> Map.of(TOTAL, Numbers.of(3), NAME, Numbers.of(1)),
          app -> Optional.ofNullable(order),
          Clock.fixed(Records.NOON, ZoneOffset.UTC));

  private Map<CounterKey, Numbers> numbers() {
    return shown.numbers(List.of());
  }

  @Test
  void goalsThatAreToBeForgottenAreShownToNobody() {
    assertThat(numbers()).containsOnlyKeys(TOTAL, NAME);
    order = new GoalsOrder("app_1", Records.NOON, null);
    assertThat(numbers()).containsOnlyKeys(TOTAL);
  }

  @Test
  void nothingIsShownThatWasReadBeforeAllWasGone() {
    order = new GoalsOrder("app_1", Records.NOON, Records.NOON);
    assertThat(numbers()).containsOnlyKeys(TOTAL);
    order = new GoalsOrder("app_1", Records.NOON, Records.NOON.minusMillis(1));
    assertThat(numbers()).containsOnlyKeys(TOTAL, NAME);
  }
}
