package dev.lethe.shared.counters;

import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.WireNamed;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Names one counter: how often a metric was met on a day or in an hour, in all or for one value of
/// a dimension.
///
/// In the Insights table a counter is spread over [#SPREADS] partitions by the shard that counts,
/// so that shards do not write the same item; a question sums the spreads.
///
/// @param app the application's id
/// @param metric what is counted
/// @param dimension what `value` is a value of; nothing for the total
/// @param bucket when
/// @param value the dimension's value; [#TOTAL] for the total
public record CounterKey(
    String app, Metric metric, @Nullable Dimension dimension, Bucket bucket, String value) {

  /// Over how many partitions a counter is spread.
  public static final int SPREADS = 4;

  /// The value of a counter that has no dimension, and its name in answers.
  public static final String TOTAL = "total";

  /// How long statistics by the day are kept.
  private static final Period DAYS_KEPT = Period.ofMonths(25);

  /// How long statistics by the hour are kept, from the end of the day before.
  private static final Duration HOURS_KEPT = Duration.ofDays(90);

  private static final char SEPARATOR = '#';

  /// The counter of a value of a dimension of a whole day.
  public CounterKey(
      String app, Metric metric, @Nullable Dimension dimension, LocalDate day, String value) {
    this(app, metric, dimension, Bucket.of(day), value);
  }

  /// The counter of all that happened.
  public static CounterKey total(String app, Metric metric, Bucket bucket) {
    return new CounterKey(app, metric, null, bucket, TOTAL);
  }

  /// The counter of a whole day.
  public static CounterKey ofDay(String app, Metric metric, LocalDate day) {
    return total(app, metric, Bucket.of(day));
  }

  public LocalDate day() {
    return bucket.day();
  }

  /// The table's partition key: `application#metric#spread`, and `application#metric.hour#spread`
  /// for hours, so that a question about days reads no hours.
  public static String partition(String app, Metric metric, Interval interval, int spread) {
    var fine = interval == Interval.DAY ? "" : "." + interval.wireName();
    return app + SEPARATOR + metric.wireName() + fine + SEPARATOR + spread;
  }

  /// What the sort keys of a dimension's counters of a day begin with: `platform#2026-11-24`. Days
  /// sort, and hours within them, so that a span of them is one range of keys.
  public static String sortPrefix(@Nullable Dimension dimension, LocalDate day) {
    return (dimension == null ? TOTAL : dimension.wireName()) + SEPARATOR + day;
  }

  /// The table's partition key for counts that come from a shard.
  ///
  /// @param shard the shard's number: 3 of `shardId-000000000003`
  public String partition(long shard) {
    return partition(app, metric, bucket.interval(), Math.floorMod(shard, SPREADS));
  }

  /// The table's sort key: `platform#2026-11-24#ios`, `platform#2026-11-24T13#ios`.
  public String sort() {
    return (dimension == null ? TOTAL : dimension.wireName())
        + SEPARATOR
        + bucket
        + SEPARATOR
        + value;
  }

  /// From when on the counter is not shown any more.
  public Instant expires() {
    return switch (bucket.interval()) {
      case DAY -> start(bucket.day().plus(DAYS_KEPT));
      case HOUR -> start(bucket.day()).plus(HOURS_KEPT);
    };
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /// The counter of a sort key, as [#sort] made it.
  public static CounterKey of(String app, Metric metric, String sort) {
    var parts = sort.split(String.valueOf(SEPARATOR), 3);
    var dimension = WireNamed.find(Dimension.class, parts[0]).orElse(null);
    return new CounterKey(app, metric, dimension, Bucket.parse(parts[1]), parts[2]);
  }
}
