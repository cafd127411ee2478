package dev.lethe.insights;

import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.EventNames;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// What was read for a question, bucket by bucket: the total, and a cell for each value of what is
/// asked by.
final class Tables {

  /// What has no value of what is asked by. It is never told, but can be worked out: as the total,
  /// less what is.
  static final String REST = "(rest)";

  private final @Nullable Dimension by;
  private final boolean hasRest;
  private final Set<Metric> metrics;
  private final LocalDate today;
  private final Map<Bucket, Cell> totals = new HashMap<>();
  private final Map<Bucket, Map<String, Cell>> values = new HashMap<>();

  /// The cells of events that cannot have a value of what is asked by.
  private final Map<Bucket, Map<String, Cell>> others = new HashMap<>();

  /// @param today later than the day after which small groups may have been summed for good
  Tables(Question question, Map<CounterKey, Numbers> counters, LocalDate today) {
    this.by = question.by();
    this.hasRest = Reading.hasRest(question);
    this.metrics = question.statistic().metrics(question.interval());
    this.today = today;
    counters.forEach(this::add);
  }

  private void add(CounterKey counter, Numbers numbers) {
    if (numbers.isZero()) {
      return;
    }
    var cell = new Cell(Map.of(counter.metric(), numbers));
    var dimension = counter.dimension();
    if (dimension == null) {
      totals.merge(counter.bucket(), cell, Cell::plus);
    } else if (dimension == by) {
      add(counter, cell, values);
    } else if (by != null && !mayTell(by, counter.value())) {
      add(counter, cell, others);
    }
  }

  /// Of events that were hidden for good nobody knows which they are.
  private static boolean mayTell(Dimension by, String event) {
    return event.equals(CounterKey.SUPPRESSED) || EventNames.telling(by).contains(event);
  }

  private static void add(CounterKey counter, Cell cell, Map<Bucket, Map<String, Cell>> to) {
    to.computeIfAbsent(counter.bucket(), unseen -> new HashMap<>())
        .merge(counter.value(), cell, Cell::plus);
  }

  /// The buckets that there is something in.
  SortedSet<Bucket> buckets() {
    var all = new TreeSet<>(totals.keySet());
    all.addAll(values.keySet());
    return all;
  }

  Cell total(Bucket bucket) {
    return totals.getOrDefault(bucket, Cell.EMPTY);
  }

  /// By their value; none where there is no dimension.
  Map<String, Cell> values(Bucket bucket) {
    return values.getOrDefault(bucket, Map.of());
  }

  /// How many people are in each value's cell, and in the [#REST].
  Map<String, Long> sizes(Crowd crowd, Bucket bucket) {
    var sizes = new HashMap<String, Long>();
    values(bucket).forEach((value, cell) -> sizes.put(value, crowd.size(cell)));
    sizes.computeIfPresent(
        CounterKey.SUPPRESSED,
        (value, size) ->
            crowd.size(total(bucket)) == 0
                ? 0
                : crowd.least(values(bucket).getOrDefault(value, Cell.EMPTY)));
    if (hasRest) {
      sizes.put(REST, rest(crowd, bucket));
    } else if (lacksValues(bucket)) {
      sizes.put(REST, 1L);
    }
    return sizes;
  }

  /// Whether values that there were are gone: of names of events, that of goals which were
  /// forgotten. How many people had them nobody knows.
  private boolean lacksValues(Bucket bucket) {
    return by == Dimension.EVENT
        && total(bucket).numbers().keySet().stream()
            .anyMatch(metric ->
                lacks(metric, bucket, Numbers::n)
                    || (!isClosed(metric, bucket) && lacks(metric, bucket, Numbers::subjects)));
  }

  private boolean lacks(Metric metric, Bucket bucket, ToLongFunction<Numbers> number) {
    return values(bucket).values().stream()
            .mapToLong(cell -> number.applyAsLong(cell.of(metric)))
            .sum()
        < number.applyAsLong(total(bucket).of(metric));
  }

  /// Whether all that a crowd needs is known of the total: what is not there of a closed counter
  /// may have been too small to be kept.
  boolean isKnownInAll(Crowd crowd, Bucket bucket) {
    return isKnown(crowd, total(bucket), metric -> isClosed(metric, bucket));
  }

  /// Whether it is known of a value: it is not if it may have been summed with others, for good.
  boolean isKnown(Crowd crowd, String value, Bucket bucket) {
    var summed = values(bucket).getOrDefault(CounterKey.SUPPRESSED, Cell.EMPTY);
    return isKnown(
        crowd,
        values(bucket).getOrDefault(value, Cell.EMPTY),
        metric -> isClosed(metric, bucket) && (summed.has(metric) || !total(bucket).has(metric)));
  }

  private boolean isKnown(Crowd crowd, Cell cell, Predicate<Metric> mayBeGone) {
    return crowd.needs().stream()
        .filter(metrics::contains)
        .allMatch(metric -> cell.has(metric) || !mayBeGone.test(metric));
  }

  private boolean isClosed(Metric metric, Bucket bucket) {
    return CounterKey.total("", metric, bucket).isClosed(today);
  }

  /// How many people's events have no value, at least: no fewer than those of any event that cannot
  /// have one. An event that can may still have none: so if these are not all the rest, it is about
  /// somebody.
  private long rest(Crowd crowd, Bucket bucket) {
    var without = others.getOrDefault(bucket, Map.of()).values();
    var least = without.stream().mapToLong(crowd::size).max().orElse(0);
    var isNobody = isAllOfTheRest(without, bucket) || crowd.size(total(bucket)) == 0;
    return least > 0 || isNobody ? least : 1;
  }

  private boolean isAllOfTheRest(Collection<Cell> without, Bucket bucket) {
    var all = new ArrayList<>(without);
    all.addAll(values(bucket).values());
    return total(bucket).numbers().keySet().equals(Set.of(Metric.EVENTS))
        && events(List.of(total(bucket))) == events(all);
  }

  private static long events(Collection<Cell> cells) {
    return cells.stream().mapToLong(cell -> cell.of(Metric.EVENTS).n()).sum();
  }
}
