package dev.lethe.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Command;
import dev.lethe.shared.record.Fact;
import dev.lethe.shared.record.LaneMessage;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.record.StreamRecord;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One subject, what it sends and what is commanded, and what comes of it.
abstract class OneSubject {

  static final String LABEL = Records.of("app_1").label();
  static final LocalDate BORN = Records.DAY.minusDays(5);
  static final CounterKey EVENTS = CounterKey.ofDay("app_1", Metric.EVENTS, Records.DAY);

  final InMemoryLedger ledger = new InMemoryLedger();
  final InMemoryCounters counters = new InMemoryCounters();
  final Map<Position, Map<CounterKey, Numbers>> takings = new HashMap<>();
  final List<String> answers = new ArrayList<>();
  final StoresBuilder stores =
      new StoresBuilder()
          .with(ledger)
          .with(counters)
          .withTakings((command, asked, taken) -> takings.putIfAbsent(command, taken))
          .withAnswers(
              (token, found) -> answers.add(token + " " + found.getOrDefault("events", 0L)));

  int sequence;

  void deliver(LaneMessage... messages) {
    deliverAt(Records.NOON, messages);
  }

  void deliverAt(Instant now, LaneMessage... messages) {
    var lanes =
        Arrays.stream(messages).map(message -> AggregateTest.lane(++sequence, message)).toList();
    assertThat(aggregate(now).count(lanes)).isEmpty();
  }

  Aggregate aggregate(Instant now) {
    return new Aggregate(stores.build(), Runnable::run, Clock.fixed(now, ZoneOffset.UTC));
  }

  static StreamRecord of(long state, Fact... facts) {
    return Samples.of(state, BORN, ZoneOffset.UTC, facts);
  }

  static StreamRecord ofAnother(Fact... facts) {
    return Records.under("another", of(0, facts));
  }

  static Command erase(@Nullable Long keepFrom, @Nullable String token) {
    return command(Command.Kind.ERASE, Command.Consumer.AGGREGATE, 100, keepFrom, token);
  }

  static Command retract(long state, String token) {
    return command(Command.Kind.RETRACT, Command.Consumer.AGGREGATE, state, null, token);
  }

  static Command command(
      Command.Kind kind,
      Command.Consumer to,
      long state,
      @Nullable Long keepFrom,
      @Nullable String token) {
    return new Command("app_1", LABEL, kind, to, state, keepFrom, Records.NOON, token);
  }

  Map<CounterKey, Numbers> people() {
    return where(counter -> counter.metric().isOfPeople());
  }

  Map<CounterKey, Numbers> where(Predicate<CounterKey> which) {
    var found = new HashMap<>(counters.numbers());
    found.keySet().removeIf(which.negate());
    return found;
  }

  static Fact run() {
    return Samples.ofDevice("Application Opened", Records.NOON);
  }
}
