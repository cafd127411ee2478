package dev.lethe.insights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Interval;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Settings;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/// What an application used is what its counters of days add up to.
class UsagesTest {

  private static final Months WINTER =
      new Months(YearMonth.parse("2026-11"), YearMonth.parse("2027-01"));

  private final Map<CounterKey, Numbers> counters = new HashMap<>();
  private Settings settings = Settings.STANDARD;

  private void put(Metric metric, String day, String outcome, long n) {
    put(metric, World.APP, LocalDate.parse(day), outcome, n);
  }

  private void put(Metric metric, String app, LocalDate day, String outcome, long n) {
    var dimension = metric == Metric.BYTES ? null : Dimension.OUTCOME;
    counters.merge(
        new CounterKey(app, metric, dimension, day, outcome), Numbers.of(n), Numbers::plus);
  }

  private void users(String month, long subjects) {
    var bucket = Bucket.of(Interval.MONTH, YearMonth.parse(month).atDay(1));
    counters.put(
        CounterKey.total(World.APP, Metric.USERS, bucket), Asker.counted(subjects, subjects));
  }

  private Usage ask(Months months, String now) {
    var clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
    var store = World.store(counters);
    return new Usages(store, new Insights(store, 10, clock), clock)
        .of(new Application(World.APP, "cus_1", "App", settings), months);
  }

  private Usage ask() {
    return ask(WINTER, "2027-01-15T12:00:00Z");
  }

  @Test
  void daysAddUpToTheirMonthsAcrossTheYear() {
    put(Metric.REQUESTS, "2026-10-31", "taken", 1_000);
    put(Metric.REQUESTS, "2026-11-01", "taken", 1);
    put(Metric.REQUESTS, "2026-11-30", "taken", 2);
    put(Metric.REQUESTS, "2026-12-31", "taken", 4);
    put(Metric.REQUESTS, "2026-12-31", "malformed", 8);
    put(Metric.REQUESTS, "2027-01-01", "taken", 16);
    put(Metric.REQUESTS, "2027-01-31", "taken", 32);
    put(Metric.REQUESTS, "2027-02-01", "taken", 1_000);
    put(Metric.BYTES, "2026-12-01", CounterKey.TOTAL, 300);
    put(Metric.BYTES, "2026-12-31", CounterKey.TOTAL, 50);
    put(Metric.INTAKE, "2026-12-31", "rejected_too_old", 64);
    assertThat(ask().told())
        .extracting(Usage.Month::month, Usage.Month::requests, Usage.Month::bytes)
        .map(month -> month.toList().toString())
        .containsExactly(
            "[2026-11, {taken=3}, 0]",
            "[2026-12, {malformed=8, taken=4}, 350]",
            "[2027-01, {taken=48}, 0]");
    assertThat(ask().told().get(1).events()).isEqualTo(Map.of("rejected_too_old", 64L));
  }

  @Test
  void everyNumberHasItsPlaceInTheAnswer() {
    put(Metric.REQUESTS, "2026-11-03", "taken", 5);
    put(Metric.REQUESTS, "2026-11-03", "too_large", 1);
    put(Metric.REQUESTS, "2026-11-04", "malformed", 2);
    put(Metric.BYTES, "2026-11-03", CounterKey.TOTAL, 5_000_000_000L);
    put(Metric.INTAKE, "2026-11-03", "taken", 7);
    put(Metric.INTAKE, "2026-11-03", "repeated", 3);
    put(Metric.INTAKE, "2026-11-03", "rejected_too_old", 2);
    put(Metric.INTAKE, "2026-11-04", "rejected_unknown_type", 1);
    put(Metric.INTAKE, "2026-11-03", "suppressed_erased", 4);
    put(Metric.INTAKE, "2026-11-03", "dropped_user_attributes", 9);
    users("2026-11", 12);
    var november = new Months(YearMonth.parse("2026-11"), YearMonth.parse("2026-11"));
    assertThat(UsageWriter.write(ask(november, "2026-11-15T12:00:00Z")).text())
        .isEqualTo(
            "{\"from\":\"2026-11\",\"to\":\"2026-11\",\"timeZone\":\"UTC\",\"threshold\":10,"
                + "\"months\":[{\"month\":\"2026-11\","
                + "\"requests\":{\"total\":8,\"taken\":5,\"refused\":{\"malformed\":2,\"too_large\":1}},"
                + "\"bytes\":5000000000,"
                + "\"events\":{\"total\":17,\"taken\":7,\"repeated\":3,"
                + "\"rejected\":{\"too_old\":2,\"unknown_type\":1},\"suppressed\":{\"erased\":4}},"
                + "\"droppedParts\":{\"user_attributes\":9},\"activeSubjects\":12}]}");
  }

  @Test
  void aMonthOfNothingIsToldAsThat() {
    assertThat(UsageWriter.write(ask()).text())
        .contains(
            "{\"month\":\"2026-12\",\"requests\":{\"total\":0,\"taken\":0,\"refused\":{}},"
                + "\"bytes\":0,\"events\":{\"total\":0,\"taken\":0,\"repeated\":0,"
                + "\"rejected\":{},\"suppressed\":{}},\"droppedParts\":{}}");
  }

  /// As statistics do, by the threshold of the operator's or the application's.
  @Test
  void tooFewActiveSubjectsAreNotTold() {
    users("2026-11", 9);
    users("2026-12", 10);
    users("2027-01", 20);
    assertThat(ask().told())
        .extracting(Usage.Month::activeSubjects)
        .containsExactly(null, 10L, 20L);
    settings = new Settings(settings.features(), settings.masking(), ZoneOffset.UTC, 90, 20);
    assertThat(ask().threshold()).isEqualTo(20);
    assertThat(ask().told())
        .extracting(Usage.Month::activeSubjects)
        .containsExactly(null, null, 20L);
  }

  @Test
  void anothersCountersAreNotItsOwn() {
    put(Metric.REQUESTS, World.APP + "0", LocalDate.parse("2026-12-05"), "taken", 1);
    assertThat(ask().told()).allSatisfy(month -> assertThat(month.requests()).isEmpty());
  }

  /// Counters of days are kept for 25 months: a sum of the days that are left would be too small.
  @Test
  void aMonthThatIsNotWholeAnyMoreIsMissing() {
    put(Metric.REQUESTS, "2026-11-02", "taken", 1);
    assertThat(ask(WINTER, "2028-11-30T23:59:59Z").told()).hasSize(3);
    assertThat(ask(WINTER, "2028-12-01T00:00:00Z").told())
        .extracting(month -> month.month().toString())
        .containsExactly("2026-12", "2027-01");
  }

  @Test
  void thePresentMonthIsTheApplications() {
    var clock = Clock.fixed(Instant.parse("2026-12-31T11:00:00Z"), ZoneOffset.UTC);
    var store = World.store(counters);
    var usages = new Usages(store, new Insights(store, 10, clock), clock);
    var there =
        new Settings(
            settings.features(), settings.masking(), ZoneId.of("Pacific/Auckland"), 90, 10);
    assertThat(usages.present(new Application(World.APP, "cus_1", "App", there)))
        .isEqualTo(YearMonth.parse("2027-01"));
    assertThat(usages.present(new Application(World.APP, "cus_1", "App", settings)))
        .isEqualTo(YearMonth.parse("2026-12"));
  }

  /// A customer can add up the days that the statistic `intake` tells, and gets the same.
  @Property(tries = 100)
  void eventsAreTheSumOfWhatIntakeTellsByDay(
      @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 91) Integer> days) {
    counters.clear();
    var first = LocalDate.parse("2026-11-01");
    for (var i = 0; i < days.size(); i++) {
      var outcome = i % 3 == 0 ? "taken" : i % 3 == 1 ? "repeated" : "rejected_too_old";
      put(Metric.INTAKE, World.APP, first.plusDays(days.get(i)), outcome, i + 1);
    }
    var asker = new Asker(10).at("2027-01-15T12:00:00Z").about("2026-11-01", "2027-01-31");
    asker.counters.putAll(counters);
    var told = new HashMap<String, Long>();
    asker
        .answer(Statistic.INTAKE, Interval.DAY, Dimension.OUTCOME)
        .series()
        .forEach(series ->
            series
                .values()
                .forEach((day, numbers) ->
                    told.merge(
                        YearMonth.from(day.day()) + " " + series.key(),
                        Objects.requireNonNull(numbers.get(Measure.N)).longValue(),
                        Long::sum)));
    var used = new HashMap<String, Long>();
    ask()
        .told()
        .forEach(month ->
            month.events().forEach((outcome, n) -> used.put(month.month() + " " + outcome, n)));
    assertThat(used).isEqualTo(told);
  }
}
