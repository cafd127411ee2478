package dev.lethe.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AggregateTest {

  private static final String APP = "app_1";
  private static final LocalDate DAY = LocalDate.parse("2026-11-24");

  private final InMemoryCounters counters = new InMemoryCounters();
  private final List<LaneRecord> failures = new ArrayList<>();
  private final Aggregate aggregate = new Aggregate(counters, failures::add);

  private static LaneRecord lane(int sequence, byte[] bytes) {
    return new LaneRecord(
        Position.of("shardId-000000000000:" + sequence),
        Integer.toString(sequence),
        Bytes.copyOf(bytes));
  }

  private static LaneRecord lane(int sequence, StreamRecord streamRecord) {
    return lane(sequence, RecordCodec.encode(streamRecord));
  }

  private static CounterKey counter(Dimension dimension, String value) {
    return new CounterKey(APP, Metric.EVENTS, dimension, DAY, value);
  }

  private static CounterKey outcome(String value) {
    return new CounterKey(APP, Metric.INTAKE, Dimension.OUTCOME, DAY, value);
  }

  @Test
  void countsTheTotalAndEachDimensionOfTheEventsDay() {
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
        .containsEntry(CounterKey.ofDay(APP, Metric.EVENTS, DAY.plusDays(1)), 1L);
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
            fact.digest(),
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
    var streamRecord = Records.of(APP, Records.tracked("Opened"));
    var stopped = aggregate.count(List.of(lane(1, streamRecord), poison, lane(3, streamRecord)));
    assertThat(stopped).isEmpty();
    assertThat(failures).containsExactly(poison);
    assertThat(counters.numbers()).containsEntry(CounterKey.ofDay(APP, Metric.EVENTS, DAY), 2L);
  }

  @Test
  void stopsAtWhatCanNeitherBeDecodedNorKept() {
    var failing =
        new Aggregate(
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
        new Aggregate(
            (counter, first, last, delta) -> {
              throw new IllegalStateException("The table does not answer.");
            },
            failures::add);
    var first = lane(1, Records.of(APP, Records.tracked("Opened")));
    var second = lane(2, Records.of(APP, Records.tracked("Opened")));
    assertThat(failing.count(List.of(first, second))).contains(first);
  }

  /// Lambda delivers from any earlier point again, in batches cut anywhere, and each delivery may
  /// be killed before or after any change of a counter.
  @Property(tries = 500)
  void countsEachRecordOnceHoweverItIsDelivered(@ForAll long seed) {
    var random = new Random(seed);
    var records = randomRecords(random);
    var found = deliver(records, random, new InMemoryCounters());
    assertThat(found).isEqualTo(oracle(records));
  }

  /// The control: counters that only add are wrong under the same deliveries.
  @Test
  void thatCheckCatchesCountersThatOnlyAdd() {
    var wrong = 0;
    for (var seed = 0; seed < 100; seed++) {
      var random = new Random(seed);
      var records = randomRecords(random);
      Map<CounterKey, Long> plain = new HashMap<>();
      Counters adding =
          (counter, first, last, delta) -> {
            plain.merge(counter, delta, Long::sum);
            return new Counters.Addition.Done();
          };
      deliver(records, random, adding);
      wrong += plain.equals(oracle(records)) ? 0 : 1;
    }
    assertThat(wrong).isGreaterThan(50);
  }

  private static List<LaneRecord> randomRecords(Random random) {
    var names = List.of("A", "B", "C");
    var records = new ArrayList<LaneRecord>();
    for (var sequence = 1; sequence <= 12; sequence++) {
      var name = names.get(random.nextInt(names.size()));
      records.add(lane(sequence, Records.of(APP, Records.tracked(name))));
    }
    return records;
  }

  private static Map<CounterKey, Long> oracle(List<LaneRecord> records) {
    var undisturbed = new InMemoryCounters();
    new Aggregate(undisturbed, undecodable -> {}).count(records);
    return undisturbed.numbers();
  }

  private static Map<CounterKey, Long> deliver(
      List<LaneRecord> records, Random random, InMemoryCounters counters) {
    deliver(records, random, (Counters) counters);
    return counters.numbers();
  }

  private static void deliver(List<LaneRecord> records, Random random, Counters counters) {
    Counters killed =
        (counter, first, last, delta) -> {
          if (random.nextInt(20) == 0) {
            throw new IllegalStateException("Killed before.");
          }
          var addition = counters.add(counter, first, last, delta);
          if (random.nextInt(20) == 0) {
            throw new IllegalStateException("Killed after.");
          }
          return addition;
        };
    var consumer = new Aggregate(killed, undecodable -> {});
    var done = 0;
    while (done < records.size()) {
      var from = random.nextInt(4) == 0 ? random.nextInt(done + 1) : done;
      var to = from + 1 + random.nextInt(records.size() - from);
      if (consumer.count(records.subList(from, to)).isEmpty()) {
        done = Math.max(done, to);
      }
    }
  }
}
