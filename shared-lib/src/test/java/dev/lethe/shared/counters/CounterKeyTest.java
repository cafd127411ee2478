package dev.lethe.shared.counters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.record.Dimension;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CounterKeyTest {

  private static final LocalDate DAY = LocalDate.parse("2026-11-24");

  private static CounterKey event(LocalDate day, String value) {
    return new CounterKey("app_1", Metric.EVENTS, Dimension.EVENT, day, value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Application Opened", "a#b#c", "#", "😀", "(other)"})
  void comesBackFromItsSortKey(String value) {
    var counter = event(DAY, value);
    assertThat(CounterKey.of("app_1", Metric.EVENTS, counter.sort())).isEqualTo(counter);
  }

  @Test
  void theTotalComesBackFromItsSortKey() {
    var total = CounterKey.ofDay("app_1", Metric.EVENTS, DAY);
    assertThat(CounterKey.of("app_1", Metric.EVENTS, total.sort())).isEqualTo(total);
  }

  @Test
  void hoursComeBackFromTheirSortKeysAndLieApartFromDays() {
    var bucket = Bucket.of(Instant.parse("2026-11-24T09:59:59Z"), Interval.HOUR);
    var hour = new CounterKey("app_1", Metric.EVENTS, Dimension.EVENT, bucket, "T#1");
    assertThat(hour.sort()).isEqualTo("event#2026-11-24T09#T#1");
    assertThat(CounterKey.of("app_1", Metric.EVENTS, hour.sort())).isEqualTo(hour);
    assertThat(hour.partition(1)).isEqualTo("app_1#events.hour#1");
    assertThat(hour.sort())
        .isBetween(
            CounterKey.sortPrefix(Dimension.EVENT, DAY),
            CounterKey.sortPrefix(Dimension.EVENT, DAY.plusDays(1)));
  }

  @Test
  void hoursAreShownFor90Days() {
    var hour = CounterKey.total("app_1", Metric.EVENTS, new Bucket(DAY, 23));
    assertThat(hour.expires()).isEqualTo(Instant.parse("2027-02-22T00:00:00Z"));
  }

  @Test
  void daysAreARangeOfSortKeys() {
    var from = CounterKey.sortPrefix(Dimension.EVENT, DAY);
    var afterTo = CounterKey.sortPrefix(Dimension.EVENT, DAY.plusDays(1));
    assertThat(event(DAY, "😀").sort()).isBetween(from, afterTo);
    assertThat(event(DAY.minusDays(1), "😀").sort()).isLessThan(from);
    assertThat(event(DAY.plusDays(1), "0").sort()).isGreaterThan(afterTo);
  }

  @Test
  void isSpreadByShardOverAFixedNumberOfPartitions() {
    var counter = event(DAY, "Opened");
    assertThat(counter.partition(1)).isEqualTo("app_1#events#1");
    assertThat(counter.partition(1 + CounterKey.SPREADS)).isEqualTo(counter.partition(1));
  }

  @Test
  void isShownFor25Months() {
    assertThat(event(DAY, "Opened").expires()).isEqualTo(Instant.parse("2028-12-24T00:00:00Z"));
  }
}
