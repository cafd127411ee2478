package dev.lethe.insights;

import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.EventNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What was read for a question, bucket by bucket: the total, and a cell for each value of what is
/// asked by.
final class Tables {

  /// What has no value of what is asked by. It is never told, but can be worked out: as the total,
  /// less what is.
  static final String REST = "(rest)";

  private final @Nullable Dimension by;
  private final boolean hasRest;
  private final Map<Bucket, Cell> totals = new HashMap<>();
  private final Map<Bucket, Map<String, Cell>> values = new HashMap<>();

  /// The cells of events that cannot have a value of what is asked by.
  private final Map<Bucket, Map<String, Cell>> others = new HashMap<>();

  Tables(Question question, Map<CounterKey, Numbers> counters) {
    this.by = question.by();
    this.hasRest = Reading.hasRest(question);
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
    return event.equals(Answer.SUPPRESSED) || EventNames.telling(by).contains(event);
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
    if (hasRest) {
      sizes.put(REST, rest(crowd, bucket));
    }
    return sizes;
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
