package dev.lethe.aggregate;

import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Interval;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.Fact;
import dev.lethe.shared.record.IntakeRecord;
import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.record.StreamRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Says what a record adds to which counters: for each event, one to the totals of its day and its
/// hour, and to their values of each dimension; and to what became of events on the day that they
/// came.
final class Tally {

  static final String TAKEN = "taken";

  /// Known already: an SDK sends again what it lost the answer to.
  static final String REPEATED = "repeated";

  /// Taken, kept and not counted: their subject sent too many that day.
  static final String FLOODING = "suppressed_flooding";

  /// Taken, kept and not counted: the subject, or the app in its name, does not want statistics.
  static final String OBJECTED = "suppressed_objected";

  private final Map<CounterKey, Long> numbers = new HashMap<>();

  private Tally() {}

  /// What events add that were taken under one subject.
  ///
  /// @param fresh those that were not known before
  /// @param repeated how many were
  static Map<CounterKey, Long> of(StreamRecord taken, List<Fact> fresh, int repeated) {
    var tally = new Tally();
    var isCounted = taken.purposes().contains(Purpose.STATISTICS);
    tally.intake(taken.app(), taken.received(), isCounted ? TAKEN : OBJECTED, fresh.size());
    tally.intake(taken.app(), taken.received(), REPEATED, repeated);
    if (isCounted) {
      fresh.forEach(fact -> tally.count(taken.app(), fact));
    }
    return tally.numbers;
  }

  /// What the events add of a subject that sends more than is remembered of it.
  static Map<CounterKey, Long> ofFlood(StreamRecord taken, int events) {
    var tally = new Tally();
    tally.intake(taken.app(), taken.received(), FLOODING, events);
    return tally.numbers;
  }

  /// What the events add that were not taken.
  static Map<CounterKey, Long> of(IntakeRecord intake) {
    var tally = new Tally();
    intake
        .numbers()
        .forEach(
            (outcome, number) -> tally.intake(intake.app(), intake.received(), outcome, number));
    return tally.numbers;
  }

  private void count(String app, Fact fact) {
    var metric = Metric.EVENTS;
    for (var interval : metric.intervals()) {
      var bucket = Bucket.of(fact.time(), interval);
      add(CounterKey.total(app, metric, bucket), 1);
      for (var dimension : metric.dimensions()) {
        if (metric.isAlwaysTold(dimension) || fact.values().containsKey(dimension)) {
          add(new CounterKey(app, metric, dimension, bucket, fact.value(dimension)), 1);
        }
      }
    }
  }

  private void intake(String app, Instant received, String outcome, long number) {
    if (number == 0) {
      return;
    }
    var bucket = Bucket.of(received, Interval.DAY);
    if (!IntakeRecord.isOfPart(outcome)) {
      add(CounterKey.total(app, Metric.INTAKE, bucket), number);
    }
    add(new CounterKey(app, Metric.INTAKE, Dimension.OUTCOME, bucket, outcome), number);
  }

  private void add(CounterKey counter, long number) {
    numbers.merge(counter, number, Long::sum);
  }
}
