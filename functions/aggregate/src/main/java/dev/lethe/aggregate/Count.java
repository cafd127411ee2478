package dev.lethe.aggregate;

import dev.lethe.aggregate.Entry.SessionDay;
import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Interval;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.Fact;
import dev.lethe.shared.record.StreamRecord;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// What events of one subject add to statistics, judged by what stands of the subject already. What
/// it counts, it adds to what stands.
final class Count {

  private final StreamRecord taken;
  private final Standing standing;
  private final Map<CounterKey, Numbers> numbers = new HashMap<>();
  private final List<SessionDay> sessions = new ArrayList<>();

  Count(StreamRecord taken, Standing standing) {
    this.taken = taken;
    this.standing = standing;
  }

  Map<CounterKey, Numbers> numbers() {
    return numbers;
  }

  /// The sessions that the events were in.
  List<SessionDay> sessions() {
    return sessions;
  }

  /// The day that an event is counted on.
  static LocalDate day(Fact fact, StreamRecord taken) {
    return LocalDate.ofInstant(fact.time(), taken.zone());
  }

  /// The first day, but for weeks and months, of which an event asks what was counted on it: a
  /// session may go on from the day before, and an hour, which is UTC's, may have begun on it.
  static LocalDate asksFrom(Fact fact, StreamRecord taken) {
    return fact.session() == null
        ? LocalDate.ofInstant(fact.time().truncatedTo(ChronoUnit.HOURS), taken.zone())
        : day(fact, taken).minusDays(1);
  }

  /// Whether weeks and months must be looked at: not if all values of the event were met on its day
  /// already, and so in its week and month.
  boolean needsMonth(Fact fact) {
    if (Vocabulary.isRun(fact)) {
      return true;
    }
    var day = Bucket.of(day(fact, taken));
    var firsts = new ArrayList<CounterKey>();
    eachValue(
        Metric.EVENTS,
        fact,
        (dimension, value) -> {
          var counter = new CounterKey(taken.app(), Metric.EVENTS, dimension, day, value);
          if (standing.isFirstIn(counter)) {
            firsts.add(counter);
          }
        });
    return !firsts.isEmpty();
  }

  /// Counts an event.
  void add(Fact fact) {
    add(Metric.EVENTS, fact, 0);
    if (fact.session() != null) {
      var seen = new SessionDay(fact.session(), day(fact, taken));
      if (standing.isNew(seen)) {
        add(Metric.SESSIONS, fact, 0);
      }
      if (!sessions.contains(seen)) {
        sessions.add(seen);
      }
    }
    for (var metric : Vocabulary.metricsOf(fact)) {
      if (metric == Metric.RUNS) {
        addRun(fact);
      }
      add(metric, fact, Objects.requireNonNullElse(fact.duration(), 0L));
    }
  }

  private void add(Metric metric, Fact fact, long time) {
    eachValue(
        metric,
        fact,
        (dimension, value) -> {
          for (var interval : metric.intervals()) {
            var bucket = Bucket.of(fact.time(), interval, taken.zone());
            var counter = new CounterKey(taken.app(), metric, dimension, bucket, value);
            var isFirst = standing.isFirstIn(counter);
            add(counter, of(1, isFirst, bucket, fact, time));
            if (metric == Metric.EVENTS && interval == Interval.DAY && isFirst) {
              addUser(fact, dimension, value);
            }
          }
        });
  }

  /// A subject's first event of a day may be its first of a week and a month too.
  private void addUser(Fact fact, @Nullable Dimension dimension, String value) {
    for (var interval : Metric.USERS.intervals()) {
      var bucket = Bucket.of(fact.time(), interval, taken.zone());
      var counter = new CounterKey(taken.app(), Metric.USERS, dimension, bucket, value);
      if (standing.isFirstIn(counter)) {
        add(counter, of(1, true, bucket, fact, 0));
      }
    }
  }

  /// A subject who runs the app once more may leave a class for the next one.
  private void addRun(Fact fact) {
    eachValue(
        Metric.RUNS,
        fact,
        (dimension, value) -> {
          for (var interval : Metric.RAN_ONCE.intervals()) {
            var bucket = Bucket.of(fact.time(), interval, taken.zone());
            var before = standing.runs(taken.app(), dimension, value, bucket);
            var left = RunClass.of(before);
            var come = RunClass.of(before + 1);
            if (left != come) {
              var one = of(1, true, bucket, fact, 0);
              move(left, one.negated(), dimension, bucket, value);
              move(come, one, dimension, bucket, value);
            }
          }
        });
  }

  private void move(
      @Nullable Metric runClass,
      Numbers delta,
      @Nullable Dimension dimension,
      Bucket bucket,
      String value) {
    if (runClass != null) {
      add(new CounterKey(taken.app(), runClass, dimension, bucket, value), delta);
    }
  }

  /// A subject is new in a bucket that it was not known before; in an hour, which is UTC's, if it
  /// is new on the day of the application's that the event is on.
  private Numbers of(long n, boolean isFirst, Bucket bucket, Fact fact, long time) {
    var since = bucket.interval() == Interval.HOUR ? day(fact, taken) : bucket.day();
    var isNew = isFirst && !taken.born().isBefore(since);
    return new Numbers(n, isFirst ? 1 : 0, isNew ? 1 : 0, time);
  }

  private void add(CounterKey counter, Numbers delta) {
    numbers.merge(counter, delta, Numbers::plus);
    standing.add(counter, delta);
  }

  /// The total, and each value that an event has of what a metric is told apart by.
  private static void eachValue(
      Metric metric, Fact fact, BiConsumer<@Nullable Dimension, String> then) {
    then.accept(null, CounterKey.TOTAL);
    for (var dimension : metric.dimensions()) {
      if (metric.isAlwaysTold(dimension) || fact.values().containsKey(dimension)) {
        then.accept(dimension, fact.value(dimension));
      }
    }
  }
}
