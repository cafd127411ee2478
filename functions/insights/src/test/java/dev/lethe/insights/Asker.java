package dev.lethe.insights;

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
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Asks about counters, and has answers as `key` to `bucket` to numbers.
final class Asker {

  final Map<CounterKey, Numbers> counters = new HashMap<>();
  private final int threshold;
  private Settings settings = Settings.STANDARD;
  private Instant now = Instant.parse("2026-11-26T12:00:00Z");
  private LocalDate from = LocalDate.parse("2026-11-23");
  private LocalDate to = LocalDate.parse("2026-11-25");

  Asker(int threshold) {
    this.threshold = threshold;
  }

  Asker at(String time) {
    now = Instant.parse(time);
    return this;
  }

  Asker in(String zone, int smallGroupThreshold) {
    settings =
        new Settings(
            settings.features(),
            settings.masking(),
            ZoneId.of(zone),
            settings.retentionDays(),
            smallGroupThreshold);
    return this;
  }

  Asker about(String first, String last) {
    from = LocalDate.parse(first);
    to = LocalDate.parse(last);
    return this;
  }

  /// A counter of a value.
  void value(Metric metric, Dimension by, String bucket, String value, Numbers numbers) {
    counters.put(new CounterKey(World.APP, metric, by, bucket(bucket), value), numbers);
  }

  void total(Metric metric, String bucket, Numbers numbers) {
    counters.put(CounterKey.total(World.APP, metric, bucket(bucket)), numbers);
  }

  /// Counters of values, and of their total, of which each subject has one event.
  void events(String bucket, Map<String, Integer> subjects) {
    subjects.forEach((platform, number) -> {
      value(Metric.EVENTS, Dimension.PLATFORM, bucket, platform, counted(number, number));
    });
    var all = subjects.values().stream().mapToInt(Integer::intValue).sum();
    total(Metric.EVENTS, bucket, counted(all, all));
  }

  /// Numbers of events, and whose they are.
  static Numbers counted(long n, long subjects) {
    return new Numbers(n, subjects, 0, 0);
  }

  static Bucket bucket(String text) {
    var hour = text.indexOf('T');
    if (hour >= 0) {
      var day = LocalDate.parse(text.substring(0, hour));
      return new Bucket(Interval.HOUR, day, Integer.parseInt(text.substring(hour + 1)));
    }
    if (text.contains("W")) {
      return Bucket.of(Interval.WEEK, LocalDate.parse("2026-11-23"));
    }
    return text.length() == 7
        ? Bucket.of(Interval.MONTH, LocalDate.parse(text + "-01"))
        : Bucket.of(LocalDate.parse(text));
  }

  Answer answer(Statistic statistic, Interval interval, @Nullable Dimension by, Page page) {
    var application = new Application(World.APP, "cus_1", "App", settings);
    var clock = Clock.fixed(now, ZoneOffset.UTC);
    return new Insights(World.store(counters), threshold, clock)
        .answer(new Question(application, statistic, interval, by, from, to), page);
  }

  Answer answer(Statistic statistic, Interval interval, @Nullable Dimension by) {
    return answer(statistic, interval, by, Page.FIRST);
  }

  /// Each number as `{ios={2026-11-24={n=3}}}`.
  Map<String, String> ask(Statistic statistic, Interval interval, @Nullable Dimension by) {
    var told = new TreeMap<String, String>();
    for (var series : answer(statistic, interval, by).series()) {
      told.put(series.key(), series.values().toString());
    }
    return told;
  }
}
