package dev.lethe.insights;

import dev.lethe.insights.Usage.Month;
import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Interval;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.registry.Application;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Adds up what an application used, month by month, of the same counters that statistics tell day
/// by day.
final class Usages {

  private final CounterStore counters;
  private final Insights insights;
  private final Clock clock;

  Usages(CounterStore counters, Insights insights, Clock clock) {
    this.counters = counters;
    this.insights = insights;
    this.clock = clock;
  }

  /// The month that it is in an application's time zone.
  YearMonth present(Application application) {
    return YearMonth.now(clock.withZone(application.settings().timeZone()));
  }

  Usage of(Application application, Months months) {
    var app = application.id();
    var numbers =
        counters.numbers(
            List.of(
                range(app, Metric.REQUESTS, Dimension.OUTCOME, months),
                range(app, Metric.BYTES, null, months),
                range(app, Metric.INTAKE, Dimension.OUTCOME, months)));
    var subjects = subjects(application, months);
    return new Usage(
        application,
        months,
        subjects.threshold(),
        months
            .each()
            .filter(month -> isWhole(app, month))
            .map(month ->
                new Month(
                    month,
                    byOutcome(Metric.REQUESTS, month, numbers),
                    byOutcome(Metric.BYTES, month, numbers).getOrDefault(CounterKey.TOTAL, 0L),
                    byOutcome(Metric.INTAKE, month, numbers),
                    number(subjects, month)))
            .toList());
  }

  private static Range range(
      String app, Metric metric, @Nullable Dimension dimension, Months months) {
    return new Range(
        app,
        metric,
        dimension,
        Bucket.of(months.from().atDay(1)),
        Bucket.of(months.to().atEndOfMonth()));
  }

  /// Whether the first of its days is kept still: a sum of some days would pass for the month's.
  private boolean isWhole(String app, YearMonth month) {
    var first = CounterKey.ofDay(app, Metric.REQUESTS, month.atDay(1));
    return clock.instant().isBefore(first.expires());
  }

  private static SortedMap<String, Long> byOutcome(
      Metric metric, YearMonth month, Map<CounterKey, Numbers> numbers) {
    return numbers.entrySet().stream()
        .filter(counter -> counter.getKey().metric() == metric)
        .filter(counter -> YearMonth.from(counter.getKey().bucket().day()).equals(month))
        .collect(
            Collectors.toMap(
                counter -> counter.getKey().value(),
                counter -> counter.getValue().n(),
                Long::sum,
                TreeMap::new));
  }

  /// The users of each month, with all that is hidden of small groups.
  private Answer subjects(Application application, Months months) {
    var question =
        new Question(
            application,
            Statistic.USERS,
            Interval.MONTH,
            null,
            months.from().atDay(1),
            months.to().atEndOfMonth());
    return insights.answer(question, Page.FIRST);
  }

  private static @Nullable Long number(Answer subjects, YearMonth month) {
    var bucket = Bucket.of(Interval.MONTH, month.atDay(1));
    return subjects.series().stream()
        .map(series -> series.values().get(bucket))
        .filter(Objects::nonNull)
        .map(numbers -> numbers.get(Measure.N))
        .filter(Objects::nonNull)
        .map(Number::longValue)
        .findFirst()
        .orElse(null);
  }
}
