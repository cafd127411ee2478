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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What is decided about records, once.
class BookkeeperTest {

  private static final CounterKey EVENTS = CounterKey.ofDay("app_1", Metric.EVENTS, Records.DAY);

  private final InMemoryLedger ledger = new InMemoryLedger();
  private final Bookkeeper bookkeeper = new Bookkeeper(ledger);

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
    assertThat(bookkeeper.book(at(2), other)).containsEntry(EVENTS, 1L);
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

  /// Another consumer, or an earlier invocation that was taken for dead, writes the same day.
  @Test
  void whatSomebodyElseEnteredInBetweenIsSeen() {
    var event = Records.tracked("A");
    var interfering = new InterferingLedger(ledger, () -> bookkeeper.book(at(1), of(event)));
    assertThat(new Bookkeeper(interfering).book(at(2), of(event, Records.tracked("B"))))
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
    assertThat(new Bookkeeper(interfering).book(at(3), of(event, Records.tracked("B"))))
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
    assertThatThrownBy(() -> new Bookkeeper(contested).book(at(1), of(Records.tracked("A"))))
        .isInstanceOf(IllegalStateException.class);
  }

  /// Does something before the first write.
  private static final class InterferingLedger implements Ledger {

    private final Ledger ledger;
    private @Nullable Runnable interference;

    InterferingLedger(Ledger ledger, Runnable interference) {
      this.ledger = ledger;
      this.interference = interference;
    }

    private void interfere() {
      var now = interference;
      interference = null;
      if (now != null) {
        now.run();
      }
    }

    @Override
    public List<Chunk> chunks(String label, LocalDate day) {
      return ledger.chunks(label, day);
    }

    @Override
    public boolean extend(String label, LocalDate day, Chunk chunk) {
      interfere();
      return ledger.extend(label, day, chunk);
    }

    @Override
    public boolean open(String label, LocalDate day, @Nullable Chunk before, Chunk chunk) {
      interfere();
      return ledger.open(label, day, before, chunk);
    }
  }
}
