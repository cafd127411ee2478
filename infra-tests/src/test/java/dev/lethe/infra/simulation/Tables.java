package dev.lethe.infra.simulation;

import dev.lethe.aggregate.Counters;
import dev.lethe.aggregate.Entry;
import dev.lethe.aggregate.ForwardingLedger;
import dev.lethe.aggregate.InMemoryCounters;
import dev.lethe.aggregate.InMemoryLedger;
import dev.lethe.aggregate.Ledger;
import dev.lethe.aggregate.Takings;
import dev.lethe.aggregate.Values;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.lane.Failures;
import dev.lethe.shared.lane.InMemoryMarks;
import dev.lethe.shared.lane.LaneRecord;
import dev.lethe.shared.lane.Lineage;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.lane.TaskAnswers;
import dev.lethe.shared.record.Dimension;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What outlives every invocation, as it really is.
final class Tables implements Values, Failures, Takings, TaskAnswers {

  final InMemoryLedger memory = new InMemoryLedger();
  final InMemoryCounters numbers = new InMemoryCounters();
  final InMemoryMarks marks = new InMemoryMarks();

  /// The same, through what a [Variant] breaks.
  final Ledger ledger;

  final Counters counters;

  final Lineage lineage;

  private final int mostValues;
  private final Incidents incidents;
  private final Map<Column, Set<String>> values = new HashMap<>();
  private final Set<Position> passedOver = new HashSet<>();
  private final Map<Position, Map<LocalDate, Map<CounterKey, Numbers>>> takings = new HashMap<>();
  private final Map<String, List<Map<String, Long>>> answers = new HashMap<>();

  private final Set<Entered> entered = new HashSet<>();
  private final Set<Position> skipped = new HashSet<>();

  private record Column(Dimension dimension, LocalDate day) {}

  /// An entry that was written once, whatever became of it.
  private record Entered(Position position, LocalDate day, int part) {}

  Tables(Variant variant, SimulatedStream stream, int mostValues, Incidents incidents) {
    this.ledger =
        variant.of(
            new ForwardingLedger(memory) {
              @Override
              public boolean append(String label, LocalDate day, int number, Entry entry) {
                var isNew = super.append(label, day, number, entry);
                if (isNew) {
                  entered.add(new Entered(entry.position(), day, entry.part()));
                }
                return isNew;
              }
            },
            stream);
    this.counters = variant.of(numbers);
    this.lineage = variant.of(stream);
    this.mostValues = mostValues;
    this.incidents = incidents;
  }

  @Override
  public boolean admit(String app, Dimension dimension, LocalDate day, String value) {
    var admitted = values.computeIfAbsent(new Column(dimension, day), unseen -> new HashSet<>());
    if (admitted.size() < mostValues) {
      admitted.add(value);
    }
    var isIn = admitted.contains(value);
    if (!isIn) {
      incidents.add(Incident.VALUES_NOT_ADMITTED);
    }
    return isIn;
  }

  /// Whether a value was admitted.
  boolean has(Dimension dimension, LocalDate day, String value) {
    return values.getOrDefault(new Column(dimension, day), Set.of()).contains(value);
  }

  /// Whether a part of a record's events of a day was entered.
  boolean hasEntered(Position position, LocalDate day, int part) {
    return entered.contains(new Entered(position, day, part));
  }

  /// An operator says that a record cannot be processed.
  void skip(Position position) {
    skipped.add(position);
    marks.skip(position);
  }

  Set<Position> skipped() {
    return skipped;
  }

  @Override
  public void keep(LaneRecord record, Reason why) {
    passedOver.add(record.position());
  }

  Set<Position> passedOver() {
    return passedOver;
  }

  /// Under the day on which it was asked for, as the Ledger table keeps it; the first stays.
  @Override
  public void keep(Position command, Instant asked, Map<CounterKey, Numbers> taken) {
    takings
        .computeIfAbsent(command, unseen -> new HashMap<>())
        .putIfAbsent(LocalDate.ofInstant(asked, ZoneOffset.UTC), taken);
  }

  Map<Position, Map<LocalDate, Map<CounterKey, Numbers>>> takings() {
    return takings;
  }

  @Override
  public void answer(String token, Map<String, Long> found) {
    answers.computeIfAbsent(token, unseen -> new ArrayList<>()).add(found);
  }

  /// All answers that a task got; Step Functions takes the first.
  List<Map<String, Long>> answers(String token) {
    return answers.getOrDefault(token, List.of());
  }
}
