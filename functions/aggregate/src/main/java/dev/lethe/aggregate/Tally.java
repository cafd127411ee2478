package dev.lethe.aggregate;

import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.Fact;
import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.record.StreamRecord;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// Says which counters a record adds one to: for each event, its day's total and its day's value of
/// each dimension.
final class Tally {

  static final String EVENTS = "events";

  private Tally() {}

  static List<CounterKey> of(StreamRecord streamRecord) {
    var counters = new ArrayList<CounterKey>();
    if (streamRecord.purposes().contains(Purpose.STATISTICS)) {
      streamRecord.facts().forEach(fact -> count(streamRecord.app(), fact, counters));
    }
    return counters;
  }

  private static void count(String app, Fact fact, List<CounterKey> counters) {
    var day = LocalDate.ofInstant(fact.time(), ZoneOffset.UTC);
    counters.add(CounterKey.ofDay(app, EVENTS, day));
    for (var dimension : Dimension.values()) {
      counters.add(new CounterKey(app, EVENTS, dimension, day, fact.value(dimension)));
    }
  }
}
