package dev.lethe.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.EventType;
import dev.lethe.shared.record.Fact;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.record.StreamRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What is decided about records, once.
class BookkeeperTest {

  private static final CounterKey EVENTS = CounterKey.ofDay("app_1", Metric.EVENTS, Records.DAY);

  private final InMemoryLedger ledger = new InMemoryLedger();
  private final Bookkeeper bookkeeper = of(ledger);

  /// Of the subject whose records [#of] makes, in a delivery of its own.
  private static Bookkeeper of(Ledger ledger) {
    return new Bookkeeper(ledger, of().label());
  }

  private static Position at(int sequence) {
    return Position.of("shardId-000000000000:" + sequence);
  }

  private static StreamRecord of(Fact... facts) {
    return Records.of("app_1", facts);
  }

  private static CounterKey outcome(String value) {
    return new CounterKey("app_1", Metric.INTAKE, Dimension.OUTCOME, Records.DAY, value);
  }

  private static Fact at(@Nullable Instant raw, Fact like) {
    return new Fact(
        like.type(),
        raw,
        raw == null ? like.time() : raw,
        like.digest(),
        null,
        null,
        like.values());
  }

  @Test
  void aRecordThatComesAgainAddsWhatItAddedBefore() {
    var taken = of(Records.tracked("A"), Records.tracked("B"));
    var first = bookkeeper.book(at(1), taken);
    assertThat(first).containsEntry(EVENTS, 2L).containsEntry(outcome("taken"), 2L);
    assertThat(bookkeeper.book(at(1), taken)).isEqualTo(first);
    assertThat(ledger.chunks(taken.label(), Records.DAY).getFirst().entries()).hasSize(1);
  }

  @Test
  void anEventThatComesInAnotherRecordAddsNothingMore() {
    var event = Records.tracked("A");
    bookkeeper.book(at(1), of(event, Records.tracked("B")));
    assertThat(bookkeeper.book(at(2), of(Records.tracked("C"), event)))
        .containsEntry(EVENTS, 1L)
        .containsEntry(outcome("taken"), 1L)
        .containsEntry(outcome("repeated"), 1L);
  }

  @Test
  void anEventThatStandsTwiceInARecordIsOne() {
    var event = Records.tracked("A");
    assertThat(bookkeeper.book(at(1), of(event, event)))
        .containsEntry(EVENTS, 1L)
        .containsEntry(outcome("repeated"), 1L);
  }

  @Test
  void aRecordOfRepeatsAloneAddsNoEvent() {
    var event = Records.tracked("A");
    bookkeeper.book(at(1), of(event));
    assertThat(bookkeeper.book(at(2), of(event)))
        .isEqualTo(
            Map.of(
                CounterKey.ofDay("app_1", Metric.INTAKE, Records.DAY),
                1L,
                outcome("repeated"),
                1L));
  }

  /// Weeks later a device's clock may have been set right: the raw time stays as it was.
  @Test
  void aRepeatIsFoundOnTheDayThatItsDeviceTold() {
    var raw = Records.NOON.minus(Duration.ofDays(20));
    var event = at(raw, Records.tracked("A"));
    bookkeeper.book(at(1), of(event));
    var corrected =
        new Fact(EventType.TRACK, raw, Records.NOON, event.digest(), null, null, event.values());
    assertThat(bookkeeper.book(at(2), of(corrected))).doesNotContainKey(EVENTS);
    assertThat(ledger.chunks(of().label(), LocalDate.parse("2026-11-04"))).hasSize(1);
  }

  @Test
  void whatToldNoTimeIsLookedForOnTheDayBeforeToo() {
    var event = at(null, Records.tracked("A"));
    bookkeeper.book(at(1), of(event));
    var nextDay =
        new Fact(
            EventType.TRACK,
            null,
            Records.NOON.plus(Duration.ofDays(1)),
            event.digest(),
            null,
            null,
            event.values());
    assertThat(bookkeeper.book(at(2), of(nextDay)))
        .containsEntry(outcome("repeated"), 1L)
        .doesNotContainKey(outcome("taken"));
  }

  @Test
  void subjectsDoNotKnowEachOthersEvents() {
    var taken = of(Records.tracked("A"));
    bookkeeper.book(at(1), taken);
    var other =
        new StreamRecord(
            taken.app(),
            "another",
            taken.state(),
            taken.born(),
            taken.received(),
            taken.purposes(),
            taken.facts(),
            null);
    assertThat(new Bookkeeper(ledger, other.label()).book(at(2), other)).containsEntry(EVENTS, 1L);
  }

  @Test
  void chunksStaySmallAndAreAllLookedThrough() {
    var records =
        IntStream.range(0, 120)
            .mapToObj(i -> of(Records.tracked("A"), Records.tracked(UUID.randomUUID().toString())))
            .toList();
    for (var i = 0; i < records.size(); i++) {
      bookkeeper.book(at(i), records.get(i));
    }
    var chunks = ledger.chunks(of().label(), Records.DAY);
    assertThat(chunks).hasSizeGreaterThan(2);
    assertThat(chunks)
        .allSatisfy(chunk ->
            assertThat(EntryCodec.encode(chunk.entries())).hasSizeLessThanOrEqualTo(Chunk.FULL));
    for (var i = 0; i < records.size(); i++) {
      assertThat(bookkeeper.book(at(1_000 + i), records.get(i)))
          .containsEntry(outcome("repeated"), 2L)
          .doesNotContainKey(outcome("taken"));
    }
  }

  @Test
  void aRecordOfManyEventsIsManyEntriesAndCountedOnce() {
    var facts =
        IntStream.range(0, 2_500).mapToObj(i -> Records.tracked("E" + i)).toArray(Fact[]::new);
    var first = bookkeeper.book(at(1), of(facts));
    assertThat(first).containsEntry(EVENTS, 2_500L);
    assertThat(ledger.chunks(of().label(), Records.DAY).stream().mapToInt(c -> c.entries().size()))
        .satisfies(sizes -> assertThat(sizes.stream().mapToInt(n -> n).sum()).isEqualTo(25));
    assertThat(bookkeeper.book(at(1), of(facts))).isEqualTo(first);
    assertThat(bookkeeper.book(at(2), of(facts))).containsEntry(outcome("repeated"), 2_500L);
  }

  @Test
  void aDeliveryReadsADayOnce() {
    var reads = new AtomicInteger();
    var counting =
        new InterferingLedger(ledger, () -> {}) {
          @Override
          public List<Chunk> chunks(String label, LocalDate day) {
            reads.incrementAndGet();
            return super.chunks(label, day);
          }
        };
    var delivery = of(counting);
    for (var i = 0; i < 20; i++) {
      delivery.book(at(i), of(Records.tracked("A")));
    }
    assertThat(reads).hasValue(1);
  }

  /// Whoever sends without end is remembered no further; nobody else of its shard waits for it.
  @Test
  void aSubjectThatFloodsIsNotCountedAnyFurtherThatDay() {
    var sequence = 0;
    Map<CounterKey, Long> deltas = Map.of(EVENTS, 0L);
    while (deltas.containsKey(EVENTS)) {
      sequence++;
      var facts =
          IntStream.range(0, 2_500)
              .mapToObj(i -> Records.tracked(UUID.randomUUID().toString()))
              .toArray(Fact[]::new);
      deltas = of(ledger).book(at(sequence), of(facts));
    }
    assertThat(deltas)
        .isEqualTo(
            Map.of(
                CounterKey.ofDay("app_1", Metric.INTAKE, Records.DAY),
                2_500L,
                outcome("suppressed_flooding"),
                2_500L));
    var bytes = ledger.chunks(of().label(), Records.DAY).stream().mapToInt(Chunk::bytes).sum();
    assertThat(bytes).isBetween(Bookkeeper.DAY_BYTES, 2 * Bookkeeper.DAY_BYTES);
    assertThat(of(ledger).book(at(sequence), of(Records.tracked("A"))))
        .containsEntry(outcome("suppressed_flooding"), 1L);
    var tomorrow = at(Records.NOON.plus(Duration.ofDays(1)), Records.tracked("A"));
    assertThat(of(ledger).book(at(sequence + 1), of(tomorrow))).containsEntry(outcome("taken"), 1L);
  }

  /// Another consumer, or an earlier invocation that was taken for dead, writes the same day.
  @Test
  void whatSomebodyElseEnteredInBetweenIsSeen() {
    var event = Records.tracked("A");
    var interfering = new InterferingLedger(ledger, () -> bookkeeper.book(at(1), of(event)));
    assertThat(of(interfering).book(at(2), of(event, Records.tracked("B"))))
        .containsEntry(EVENTS, 1L)
        .containsEntry(outcome("repeated"), 1L);
  }

  /// Its entry would fit in the chunk that was the last when it looked.
  @Test
  void whatSomebodyElseEnteredInANewChunkInBetweenIsSeen() {
    var event = Records.tracked("A");
    var large =
        Stream.concat(
                Stream.of(event),
                Stream.generate(() -> Records.tracked(UUID.randomUUID().toString())).limit(99))
            .toArray(Fact[]::new);
    bookkeeper.book(at(1), of(Records.tracked("A")));
    var interfering = new InterferingLedger(ledger, () -> bookkeeper.book(at(2), of(large)));
    assertThat(of(interfering).book(at(3), of(event, Records.tracked("B"))))
        .containsEntry(EVENTS, 1L)
        .containsEntry(outcome("repeated"), 1L);
    assertThat(ledger.chunks(of().label(), Records.DAY)).hasSizeGreaterThan(1);
  }

  @Test
  void whoNeverGetsThroughSaysSo() {
    Ledger contested =
        new Ledger() {
          @Override
          public List<Chunk> chunks(String label, LocalDate day) {
            return List.of();
          }

          @Override
          public boolean extend(String label, LocalDate day, Chunk chunk) {
            return false;
          }

          @Override
          public boolean open(String label, LocalDate day, @Nullable Chunk before, Chunk chunk) {
            return false;
          }
        };
    assertThatThrownBy(() -> of(contested).book(at(1), of(Records.tracked("A"))))
        .isInstanceOf(IllegalStateException.class);
  }
}
