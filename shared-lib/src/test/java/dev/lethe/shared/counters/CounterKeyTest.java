package dev.lethe.shared.counters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.lethe.shared.record.Dimension;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CounterKeyTest {

  private static final LocalDate DAY = LocalDate.parse("2026-11-24");
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private static CounterKey event(Bucket bucket, String value) {
    return new CounterKey("app_1", Metric.EVENTS, Dimension.EVENT, bucket, value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Application Opened", "a#b#c", "#", "😀", "(other)", "2026-11-24#T"})
  void comesBackFromItsSortKey(String value) {
    for (var interval : Interval.values()) {
      var counter = event(Bucket.of(NOON, interval, ZoneOffset.UTC), value);
      assertThat(CounterKey.of("app_1", Metric.EVENTS, interval, Dimension.EVENT, counter.sort()))
          .isEqualTo(counter);
    }
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        arguments(Interval.HOUR, "2026-11-24T12#ios", "app_1#events.hour#event#3"),
        arguments(Interval.DAY, "2026-11-24#ios", "app_1#events#event#3"),
        arguments(Interval.WEEK, "2026-W48#ios", "app_1#events.week#event#3"),
        arguments(Interval.MONTH, "2026-11#ios", "app_1#events.month#event#3"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void liesWhereItsIntervalAndDimensionLie(Interval interval, String sort, String partition) {
    var counter = event(Bucket.of(NOON, interval, ZoneOffset.UTC), "ios");
    assertThat(counter.sort()).isEqualTo(sort);
    assertThat(counter.partition(3)).isEqualTo(partition);
    assertThat(counter.partition(3L + CounterKey.SPREADS)).isEqualTo(partition);
    assertThat(counter.partition(4)).isNotEqualTo(partition);
  }

  @ParameterizedTest
  @EnumSource
  void aBucketIsARangeOfSortKeysAndTheNextOneLiesBehind(Interval interval) {
    var bucket = Bucket.of(NOON, interval, ZoneOffset.UTC);
    for (var i = 0; i < 500; i++) {
      var next = bucket.next();
      assertThat(event(bucket, "😀").sort())
          .isBetween(CounterKey.sortPrefix(bucket), CounterKey.sortPrefix(next));
      assertThat(next).isGreaterThan(bucket);
      assertThat(next.day()).isBetween(bucket.lastDay(), bucket.lastDay().plusDays(1));
      bucket = next;
    }
  }

  @Test
  void weeksAreThoseOfIso8601() {
    assertThat(Bucket.of(Interval.WEEK, LocalDate.parse("2027-01-03"))).hasToString("2026-W53");
    assertThat(Bucket.of(Interval.WEEK, LocalDate.parse("2027-01-04"))).hasToString("2027-W01");
    assertThat(Bucket.of(Interval.WEEK, LocalDate.parse("2024-12-30"))).hasToString("2025-W01");
  }

  @Test
  void daysAreTheApplicationsAndHoursAreUtc() {
    var auckland = ZoneId.of("Pacific/Auckland");
    assertThat(Bucket.of(NOON, Interval.DAY, auckland)).hasToString("2026-11-25");
    assertThat(Bucket.of(NOON, Interval.HOUR, auckland)).hasToString("2026-11-24T12");
    var lastOfMonth = Instant.parse("2026-11-30T12:00:00Z");
    assertThat(Bucket.of(lastOfMonth, Interval.MONTH, auckland)).hasToString("2026-12");
  }

  @Test
  void hoursAreShownFor90DaysAndTheOthersFor25Months() {
    assertThat(event(new Bucket(Interval.HOUR, DAY, 23), "A").expires())
        .isEqualTo(Instant.parse("2027-02-22T00:00:00Z"));
    assertThat(event(Bucket.of(DAY), "A").expires())
        .isEqualTo(Instant.parse("2028-12-24T00:00:00Z"));
    assertThat(event(Bucket.of(Interval.MONTH, DAY), "A").expires())
        .isEqualTo(Instant.parse("2028-12-30T00:00:00Z"));
  }

  @Test
  void whatAlwaysHasAValueAddsUpToTheTotal() {
    assertThat(Metric.EVENTS.isAlwaysTold(Dimension.PLATFORM)).isTrue();
    assertThat(Metric.EVENTS.isAlwaysTold(Dimension.OFFERING)).isFalse();
    assertThat(Metric.OFFERINGS_SHOWN.isAlwaysTold(Dimension.OFFERING)).isTrue();
    assertThat(Metric.RUNS.isAlwaysTold(Dimension.EVENT)).isFalse();
  }
}
