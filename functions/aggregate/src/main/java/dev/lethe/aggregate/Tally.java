package dev.lethe.aggregate;

import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Interval;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.IntakeRecord;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/// Says what became of events and requests, on the day that they came.
final class Tally {

  static final String TAKEN = IntakeRecord.TAKEN;

  static final String REPEATED = IntakeRecord.REPEATED;

  /// Taken, kept and not counted: their subject sent too many that day.
  static final String FLOODING = "suppressed_flooding";

  /// Taken, kept and not counted: the subject, or the app in its name, does not want statistics.
  static final String OBJECTED = "suppressed_objected";

  /// Taken, kept and not counted: it was among the failures for so long that nothing can be taken
  /// off its days any more.
  static final String LATE = "suppressed_late";

  private final String app;
  private final Bucket day;
  private final Map<CounterKey, Numbers> numbers = new HashMap<>();

  /// @param received when the events came
  /// @param zone whose days are counted
  Tally(String app, Instant received, ZoneId zone) {
    this.app = app;
    this.day = Bucket.of(received, Interval.DAY, zone);
  }

  /// What a request adds, and its events that were not taken.
  static Map<CounterKey, Numbers> of(IntakeRecord intake) {
    var tally = new Tally(intake.app(), intake.received(), intake.zone());
    intake.numbers().forEach(tally::add);
    if (intake.request() != null) {
      tally.add(intake.request());
    }
    return tally.numbers();
  }

  void add(String outcome, long number) {
    if (number == 0) {
      return;
    }
    if (!IntakeRecord.isOfPart(outcome)) {
      add(CounterKey.total(app, Metric.INTAKE, day), number);
    }
    add(new CounterKey(app, Metric.INTAKE, Dimension.OUTCOME, day, outcome), number);
  }

  /// A request without a body has no bytes, and makes no counter of them.
  private void add(IntakeRecord.Request request) {
    add(new CounterKey(app, Metric.REQUESTS, Dimension.OUTCOME, day, request.outcome()), 1);
    if (request.bytes() > 0) {
      add(CounterKey.total(app, Metric.BYTES, day), request.bytes());
    }
  }

  private void add(CounterKey counter, long number) {
    numbers.merge(counter, Numbers.of(number), Numbers::plus);
  }

  Map<CounterKey, Numbers> numbers() {
    return numbers;
  }
}
