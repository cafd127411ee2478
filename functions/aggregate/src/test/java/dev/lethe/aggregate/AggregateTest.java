package dev.lethe.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Interval;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.lane.LaneRecord;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.Fact;
import dev.lethe.shared.record.IntakeRecord;
import dev.lethe.shared.record.LaneMessage;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.record.StreamRecord;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AggregateTest {

  private static final String APP = "app_1";
  private static final LocalDate DAY = LocalDate.parse("2026-11-24");

  private final InMemoryCounters counters = new InMemoryCounters();
  private final List<LaneRecord> failures = new ArrayList<>();
  private final InMemoryLedger ledger = new InMemoryLedger();
  private final Aggregate aggregate = aggregate(stores());

  private StoresBuilder stores() {
    return new StoresBuilder()
        .with(ledger)
        .with(counters)
        .withFailures((passedOver, why) -> failures.add(passedOver));
  }

  private static Aggregate aggregate(StoresBuilder stores) {
    return new Aggregate(stores.build(), Runnable::run, Clock.fixed(Records.NOON, ZoneOffset.UTC));
  }

  private static LaneRecord lane(int sequence, String lane, byte[] bytes) {
    return new LaneRecord(
        Position.of("shardId-000000000000:" + sequence),
        Integer.toString(sequence),
        lane,
        Records.NOON,
        Bytes.copyOf(bytes));
  }

  static LaneRecord lane(int sequence, LaneMessage message) {
    return Samples.delivered(0, sequence, message);
  }

  private static Numbers events(long n) {
    return new Numbers(n, 1, 1, 0);
  }

  private static CounterKey counter(Dimension dimension, String value) {
    return new CounterKey(APP, Metric.EVENTS, dimension, DAY, value);
  }

  private static CounterKey outcome(String value) {
    return new CounterKey(APP, Metric.INTAKE, Dimension.OUTCOME, DAY, value);
  }

  @Test
  void countsTheTotalAndEachDimensionOfTheEventsDayAndHour() {
    var lateEvening =
        Records.tracked("Closed", "ios", "FR", Records.NOON.plusSeconds(12 * 3600 - 1));
    var nextDay = Records.tracked("Closed", "ios", "FR", Records.NOON.plusSeconds(12 * 3600));
    aggregate.count(
        List.of(lane(1, Records.of(APP, Records.tracked("Opened"), lateEvening, nextDay))));
    assertThat(counters.numbers())
        .containsEntry(CounterKey.ofDay(APP, Metric.EVENTS, DAY), events(2))
        .containsEntry(counter(Dimension.EVENT, "Opened"), events(1))
        .containsEntry(counter(Dimension.EVENT, "Closed"), events(1))
        .containsEntry(counter(Dimension.PLATFORM, "android"), events(1))
        .containsEntry(counter(Dimension.COUNTRY, "FR"), events(1))
        .containsEntry(
            CounterKey.ofDay(APP, Metric.EVENTS, DAY.plusDays(1)), new Numbers(1, 1, 0, 0))
        .containsEntry(
            CounterKey.total(APP, Metric.EVENTS, new Bucket(Interval.HOUR, DAY, 12)), events(1))
        .containsEntry(
            CounterKey.total(APP, Metric.EVENTS, new Bucket(Interval.HOUR, DAY, 23)), events(1))
        .containsEntry(
            new CounterKey(
                APP,
                Metric.EVENTS,
                Dimension.COUNTRY,
                new Bucket(Interval.HOUR, DAY.plusDays(1), 0),
                "FR"),
            new Numbers(1, 1, 0, 0));
  }

  @Test
  void countsNothingForAPurposeThatIsNotServed() {
    var streamRecord = Records.of(APP, Records.tracked("Opened"));
    var objected =
        new StreamRecord(
            APP,
            streamRecord.label(),
            0,
            Records.DAY,
            ZoneOffset.UTC,
            streamRecord.retention(),
            streamRecord.received(),
            Set.of(),
            streamRecord.facts(),
            null);
    assertThat(aggregate.count(List.of(lane(1, objected)))).isEmpty();
    assertThat(counters.numbers())
        .isEqualTo(
            Map.of(
                CounterKey.ofDay(APP, Metric.INTAKE, DAY),
                Numbers.of(1),
                outcome("suppressed_objected"),
                Numbers.of(1)));
  }

  /// Parts of events that no feature keeps are told, and are no events.
  @Test
  void saysWhatBecameOfEventsOnTheDayTheyCame() {
    var earlier = Records.NOON.minusSeconds(86_400);
    var taken = Records.of(APP, Records.tracked("Late", "ios", "FR", earlier));
    var others =
        new IntakeRecord(
            APP,
            "any",
            ZoneOffset.UTC,
            Records.NOON,
            null,
            new TreeMap<>(
                Map.of(
                    "rejected_too_old",
                    2L,
                    "suppressed_erased",
                    3L,
                    "dropped_user_attributes",
                    4L)));
    aggregate.count(List.of(lane(1, taken), lane(2, others)));
    assertThat(counters.numbers())
        .containsEntry(outcome("taken"), Numbers.of(1))
        .containsEntry(outcome("rejected_too_old"), Numbers.of(2))
        .containsEntry(outcome("suppressed_erased"), Numbers.of(3))
        .containsEntry(outcome("dropped_user_attributes"), Numbers.of(4))
        .containsEntry(CounterKey.ofDay(APP, Metric.INTAKE, DAY), Numbers.of(6))
        .doesNotContainKey(CounterKey.ofDay(APP, Metric.EVENTS, DAY));
  }

  @Test
  void whatFewEventsTellIsCountedOfThoseThatTellIt() {
    var fact = Records.tracked("Opened");
    var goal =
        new Fact(
            fact.type(),
            fact.raw(),
            fact.time(),
            Records.digest(),
            null,
            null,
            Map.of(Dimension.EVENT, "Goal Reached", Dimension.GOAL, "bought"));
    aggregate.count(List.of(lane(1, Records.of(APP, fact, goal))));
    assertThat(counters.numbers())
        .containsEntry(counter(Dimension.GOAL, "bought"), events(1))
        .doesNotContainKey(counter(Dimension.GOAL, Dimension.UNKNOWN))
        .containsEntry(counter(Dimension.COUNTRY, Dimension.UNKNOWN), events(1));
  }

  @Test
  void keepsWhatCannotBeDecodedAndGoesOn() {
    var poison = lane(2, "any", new byte[] {1, 2, 3});
    var stopped =
        aggregate.count(
            List.of(
                lane(1, Records.of(APP, Records.tracked("Opened"))),
                poison,
                lane(3, Records.of(APP, Records.tracked("Opened")))));
    assertThat(stopped).isEmpty();
    assertThat(failures).containsExactly(poison);
    assertThat(counters.numbers())
        .containsEntry(CounterKey.ofDay(APP, Metric.EVENTS, DAY), events(2));
  }

  @Test
  void stopsAtWhatCanNeitherBeDecodedNorKept() {
    var failing =
        aggregate(
            stores()
                .withFailures((undecodable, why) -> {
                  throw new IllegalStateException("The bucket does not answer.");
                }));
    var poison = lane(2, "any", new byte[] {1, 2, 3});
    var streamRecord = Records.of(APP, Records.tracked("Opened"));
    assertThat(failing.count(List.of(lane(1, streamRecord), poison, lane(3, streamRecord))))
        .contains(poison);
    assertThat(counters.numbers())
        .containsEntry(CounterKey.ofDay(APP, Metric.EVENTS, DAY), events(1));
  }

  @Test
  void asksForTheWholeBatchAgainWhenACounterFails() {
    var failing =
        aggregate(
            stores()
                .with(
                    new ForwardingCounters(counters) {
                      @Override
                      public Addition add(
                          CounterKey counter, Position first, Position last, Numbers delta) {
                        throw new IllegalStateException("The table does not answer.");
                      }
                    }));
    var first = lane(1, Records.of(APP, Records.tracked("Opened")));
    var second = lane(2, Records.of(APP, Records.tracked("Opened")));
    assertThat(failing.count(List.of(first, second))).contains(first);
  }

  /// What stands behind a record that could not be booked is counted after it, or its counters'
  /// watermarks would pass it by.
  @Test
  void stopsAtARecordThatTheLedgerDoesNotTake() {
    var failing = new FailingLedger(ledger, "B".repeat(22));
    var before = lane(1, Records.of(APP, Records.tracked("Opened")));
    var refused = lane(2, of("B".repeat(22)));
    var behind = lane(3, Records.of(APP, Records.tracked("Opened")));
    assertThat(aggregate(stores().with(failing)).count(List.of(before, refused, behind)))
        .contains(refused);
    assertThat(counters.numbers())
        .containsEntry(CounterKey.ofDay(APP, Metric.EVENTS, DAY), events(1));
    assertThat(aggregate(stores()).count(List.of(refused, behind))).isEmpty();
    assertThat(counters.numbers())
        .containsEntry(CounterKey.ofDay(APP, Metric.EVENTS, DAY), new Numbers(3, 2, 2, 0));
  }

  private static StreamRecord of(String label) {
    return Records.under(label, Records.of(APP, Records.tracked("Opened")));
  }

  /// A Ledger that takes nothing of one subject.
  private static final class FailingLedger extends ForwardingLedger {

    private final String label;

    FailingLedger(Ledger ledger, String label) {
      super(ledger);
      this.label = label;
    }

    @Override
    public Account read(String of, LocalDate from) {
      if (of.equals(label)) {
        throw new IllegalStateException("The table does not answer.");
      }
      return super.read(of, from);
    }
  }
}
