package dev.lethe.shared.counters;

import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.WireNamed;
import dev.lethe.shared.retention.Term;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Names one counter: what a metric stands at in a bucket of time, in all or for one value of a
/// dimension.
///
/// In the Insights table a counter is spread over [#SPREADS] partitions by the shard that counts,
/// so that an item has one writer; a question sums the spreads.
///
/// @param app the application's id
/// @param metric what is counted
/// @param dimension what `value` is a value of; nothing for the total
/// @param bucket when
/// @param value the dimension's value; [#TOTAL] for the total
public record CounterKey(
    String app, Metric metric, @Nullable Dimension dimension, Bucket bucket, String value) {

  /// Over how many partitions a counter is spread.
  public static final int SPREADS = 8;

  /// The value of a counter that has no dimension, and its name in answers.
  public static final String TOTAL = "total";

  /// The value that stands for all that are too small to be shown: in answers, and in counters that
  /// are closed.
  public static final String SUPPRESSED = "(suppressed)";

  /// How long statistics by the day, the week and the month are kept, from the last day.
  private static final Period DAYS_KEPT = Period.ofMonths(25);

  /// How long statistics by the hour are kept, from the beginning of their day.
  private static final Duration HOURS_KEPT = Term.SUBJECT_DATA.length();

  /// For how many days after its last one a counter is open: what a subject added is taken off it
  /// exactly (requirement T4: 90 days or fewer, and what was on its way). Later its small groups
  /// are summed for good, and nothing is taken off any more.
  public static final int DAYS_OPEN = Term.SUBJECT_DATA.days() + 2;

  /// How many days after its last one a counter is closed, at the earliest: a command that was
  /// asked for while it was open has two days to end.
  public static final int DAYS_UNTIL_CLOSED = DAYS_OPEN + 2;

  private static final char SEPARATOR = '#';

  private static final Pattern PARTITION =
      Pattern.compile(
          "(?<app>[^#]+)#(?<metric>[^#.]+)(\\.(?<fine>[^#]+))?#(?<by>[^#]+)#(?<spread>\\d)");

  /// Any order, but one and the same.
  public static final Comparator<CounterKey> ORDER =
      Comparator.comparing(CounterKey::app)
          .thenComparing(CounterKey::metric)
          .thenComparing(CounterKey::dimension, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(CounterKey::bucket)
          .thenComparing(CounterKey::value);

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

  /// The table's partition key: `application#metric#dimension#spread`, and
  /// `application#metric.hour#dimension#spread` for hours, so that a question about days reads no
  /// hours, and no partition has the writes of all dimensions.
  public static String partition(
      String app, Metric metric, Interval interval, @Nullable Dimension dimension, int spread) {
    var fine = interval == Interval.DAY ? "" : "." + interval.wireName();
    var by = dimension == null ? TOTAL : dimension.wireName();
    return app + SEPARATOR + metric.wireName() + fine + SEPARATOR + by + SEPARATOR + spread;
  }

  /// What the sort keys of a bucket's counters begin with: `2026-11-24#`. Buckets of one interval
  /// sort by their time, so that a span of them is one range of keys.
  public static String sortPrefix(Bucket bucket) {
    return bucket.toString() + SEPARATOR;
  }

  /// The table's partition key for counts that come from a shard.
  ///
  /// @param shard the shard's number: 3 of `shardId-000000000003`
  public String partition(long shard) {
    return partition(app, metric, bucket.interval(), dimension, Math.floorMod(shard, SPREADS));
  }

  /// The table's sort key: `2026-11-24#ios`, `2026-11-24T13#ios`.
  public String sort() {
    return sortPrefix(bucket) + value;
  }

  /// Whether nothing is added to it or taken off it any more.
  public boolean isClosed(LocalDate today) {
    return bucket.lastDay().plusDays(DAYS_OPEN).isBefore(today);
  }

  /// From when on the counter is not shown any more.
  public Instant expires() {
    return bucket.interval() == Interval.HOUR
        ? start(bucket.day()).plus(HOURS_KEPT)
        : start(bucket.lastDay().plus(DAYS_KEPT));
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /// The counter of an item's keys, as [#partition] and [#sort] made them; nothing if they are no
  /// counter's.
  public static Optional<CounterKey> read(String partition, String sort) {
    var parts = PARTITION.matcher(partition);
    if (!parts.matches()) {
      return Optional.empty();
    }
    var by = parts.group("by");
    var dimension = WireNamed.find(Dimension.class, by);
    var fine = parts.group("fine");
    var interval = fine == null ? Optional.of(Interval.DAY) : WireNamed.find(Interval.class, fine);
    var metric = WireNamed.find(Metric.class, parts.group("metric"));
    return metric.isEmpty()
            || interval.isEmpty()
            || (dimension.isEmpty() && !by.equals(TOTAL))
            || sort.indexOf(SEPARATOR) < 0
        ? Optional.empty()
        : Optional.of(
            of(parts.group("app"), metric.get(), interval.get(), dimension.orElse(null), sort));
  }

  /// The counter of a sort key, as [#sort] made it.
  public static CounterKey of(
      String app, Metric metric, Interval interval, @Nullable Dimension dimension, String sort) {
    var end = sort.indexOf(SEPARATOR);
    var bucket = Bucket.parse(interval, sort.substring(0, end));
    return new CounterKey(app, metric, dimension, bucket, sort.substring(end + 1));
  }
}
