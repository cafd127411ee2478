package dev.lethe.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.Fact;
import dev.lethe.shared.record.IntakeRecord;
import dev.lethe.shared.record.RecordCodec;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.record.StreamRecord;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AggregateTest {

  private static final String APP = "app_1";
  private static final LocalDate DAY = LocalDate.parse("2026-11-24");

  private final InMemoryCounters counters = new InMemoryCounters();
  private final List<LaneRecord> failures = new ArrayList<>();
  private final InMemoryLedger ledger = new InMemoryLedger();
  private final Aggregate aggregate = aggregate(ledger, counters, failures::add);

  private static Aggregate aggregate(Ledger ledger, Counters counters, Failures failures) {
    return new Aggregate(ledger, counters, failures, Runnable::run);
  }

  private static LaneRecord lane(int sequence, byte[] bytes) {
    return new LaneRecord(
        Position.of("shardId-000000000000:" + sequence),
        Integer.toString(sequence),
        Bytes.copyOf(bytes));
  }

  static LaneRecord lane(int sequence, StreamRecord streamRecord) {
    return lane(sequence, RecordCodec.encode(streamRecord));
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
        .containsEntry(CounterKey.ofDay(APP, Metric.EVENTS, DAY), 2L)
        .containsEntry(counter(Dimension.EVENT, "Opened"), 1L)
        .containsEntry(counter(Dimension.EVENT, "Closed"), 1L)
        .containsEntry(counter(Dimension.PLATFORM, "android"), 1L)
        .containsEntry(counter(Dimension.COUNTRY, "FR"), 1L)
        .containsEntry(CounterKey.ofDay(APP, Metric.EVENTS, DAY.plusDays(1)), 1L)
        .containsEntry(CounterKey.total(APP, Metric.EVENTS, new Bucket(DAY, 12)), 1L)
        .containsEntry(CounterKey.total(APP, Metric.EVENTS, new Bucket(DAY, 23)), 1L)
        .containsEntry(
            new CounterKey(
                APP, Metric.EVENTS, Dimension.COUNTRY, new Bucket(DAY.plusDays(1), 0), "FR"),
            1L);
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
            streamRecord.received(),
            Set.of(),
            streamRecord.facts(),
            null);
    assertThat(aggregate.count(List.of(lane(1, objected)))).isEmpty();
    assertThat(counters.numbers())
        .isEqualTo(
            Map.of(
                CounterKey.ofDay(APP, Metric.INTAKE, DAY), 1L, outcome("suppressed_objected"), 1L));
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
            Records.NOON,
            new TreeMap<>(
                Map.of(
                    "rejected_too_old",
                    2L,
                    "suppressed_erased",
                    3L,
                    "dropped_user_attributes",
                    4L)));
    aggregate.count(List.of(lane(1, taken), lane(2, RecordCodec.encode(others))));
    assertThat(counters.numbers())
        .containsEntry(outcome("taken"), 1L)
        .containsEntry(outcome("rejected_too_old"), 2L)
        .containsEntry(outcome("suppressed_erased"), 3L)
        .containsEntry(outcome("dropped_user_attributes"), 4L)
        .containsEntry(CounterKey.ofDay(APP, Metric.INTAKE, DAY), 6L)
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
        .containsEntry(counter(Dimension.GOAL, "bought"), 1L)
        .doesNotContainKey(counter(Dimension.GOAL, Dimension.UNKNOWN))
        .containsEntry(counter(Dimension.COUNTRY, Dimension.UNKNOWN), 1L);
  }

  @Test
  void keepsWhatCannotBeDecodedAndGoesOn() {
    var poison = lane(2, new byte[] {1, 2, 3});
    var stopped =
        aggregate.count(
            List.of(
                lane(1, Records.of(APP, Records.tracked("Opened"))),
                poison,
                lane(3, Records.of(APP, Records.tracked("Opened")))));
    assertThat(stopped).isEmpty();
    assertThat(failures).containsExactly(poison);
    assertThat(counters.numbers()).containsEntry(CounterKey.ofDay(APP, Metric.EVENTS, DAY), 2L);
  }

  @Test
  void stopsAtWhatCanNeitherBeDecodedNorKept() {
    var failing =
        aggregate(
            ledger,
            counters,
            undecodable -> {
              throw new IllegalStateException("The bucket does not answer.");
            });
    var poison = lane(2, new byte[] {1, 2, 3});
    var streamRecord = Records.of(APP, Records.tracked("Opened"));
    assertThat(failing.count(List.of(lane(1, streamRecord), poison, lane(3, streamRecord))))
        .contains(poison);
    assertThat(counters.numbers()).containsEntry(CounterKey.ofDay(APP, Metric.EVENTS, DAY), 1L);
  }

  @Test
  void asksForTheWholeBatchAgainWhenACounterFails() {
    var failing =
        aggregate(
            ledger,
            (counter, first, last, delta) -> {
              throw new IllegalStateException("The table does not answer.");
            },
            failures::add);
    var first = lane(1, Records.of(APP, Records.tracked("Opened")));
    var second = lane(2, Records.of(APP, Records.tracked("Opened")));
    assertThat(failing.count(List.of(first, second))).contains(first);
  }

  /// What stands behind a record that could not be booked is counted after it, or its counters'
  /// watermarks would pass it by.
  @Test
  void stopsAtARecordThatTheLedgerDoesNotTake() {
    var failing = new FailingLedger("B".repeat(22));
    var before = lane(1, Records.of(APP, Records.tracked("Opened")));
    var refused = lane(2, of("B".repeat(22)));
    var behind = lane(3, Records.of(APP, Records.tracked("Opened")));
    assertThat(aggregate(failing, counters, failures::add).count(List.of(before, refused, behind)))
        .contains(refused);
    assertThat(counters.numbers()).containsEntry(CounterKey.ofDay(APP, Metric.EVENTS, DAY), 1L);
    assertThat(aggregate(failing.ledger, counters, failures::add).count(List.of(refused, behind)))
        .isEmpty();
    assertThat(counters.numbers()).containsEntry(CounterKey.ofDay(APP, Metric.EVENTS, DAY), 3L);
  }

  private static StreamRecord of(String label) {
    var like = Records.of(APP, Records.tracked("Opened"));
    return new StreamRecord(
        APP, label, 0, like.born(), like.received(), like.purposes(), like.facts(), null);
  }

  /// A Ledger that takes nothing of one subject.
  private static final class FailingLedger implements Ledger {

    private final InMemoryLedger ledger = new InMemoryLedger();
    private final String label;

    FailingLedger(String label) {
      this.label = label;
    }

    @Override
    public List<Chunk> chunks(String of, LocalDate day) {
      if (of.equals(label)) {
        throw new IllegalStateException("The table does not answer.");
      }
      return ledger.chunks(of, day);
    }

    @Override
    public boolean extend(String of, LocalDate day, Chunk chunk) {
      return ledger.extend(of, day, chunk);
    }

    @Override
    public boolean open(String of, LocalDate day, @Nullable Chunk before, Chunk chunk) {
      return ledger.open(of, day, before, chunk);
    }
  }
}
