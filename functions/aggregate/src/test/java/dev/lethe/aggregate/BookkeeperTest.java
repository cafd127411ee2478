package dev.lethe.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.EventType;
import dev.lethe.shared.record.Fact;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.record.StreamRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What is decided about records, once.
class BookkeeperTest {

  private static final CounterKey EVENTS = CounterKey.ofDay("app_1", Metric.EVENTS, Records.DAY);

  private final InMemoryLedger ledger = new InMemoryLedger();
  private final Bookkeeper bookkeeper = of(ledger);

  /// Of the subject whose records [#of] makes, in a delivery of its own.
  private static Bookkeeper of(Ledger ledger) {
    return of(ledger, of().label());
  }

  private static Bookkeeper of(Ledger ledger, String label) {
    return of(ledger, label, Records.NOON);
  }

  private static Bookkeeper of(Ledger ledger, String label, Instant now) {
    return new Bookkeeper(
        new Desk(ledger, label),
        (app, dimension, day, value) -> true,
        Clock.fixed(now, ZoneOffset.UTC));
  }

  private List<Entry> entries(LocalDate day) {
    return ledger.read(of().label(), LocalDate.EPOCH).entries(day).toList();
  }

  private static Numbers events(long n) {
    return new Numbers(n, 1, 1, 0);
  }

  private static Numbers more(long n) {
    return Numbers.of(n);
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
    assertThat(first)
        .containsEntry(EVENTS, events(2))
        .containsEntry(outcome("taken"), Numbers.of(2));
    assertThat(bookkeeper.book(at(1), taken)).isEqualTo(first);
    assertThat(entries(Records.DAY)).hasSize(1);
  }

  @Test
  void anEventThatComesInAnotherRecordAddsNothingMore() {
    var event = Records.tracked("A");
    bookkeeper.book(at(1), of(event, Records.tracked("B")));
    assertThat(bookkeeper.book(at(2), of(Records.tracked("C"), event)))
        .containsEntry(EVENTS, more(1))
        .containsEntry(outcome("taken"), Numbers.of(1))
        .containsEntry(outcome("repeated"), Numbers.of(1));
  }

  @Test
  void anEventThatStandsTwiceInARecordIsOne() {
    var event = Records.tracked("A");
    assertThat(bookkeeper.book(at(1), of(event, event)))
        .containsEntry(EVENTS, events(1))
        .containsEntry(outcome("repeated"), Numbers.of(1));
  }

  @Test
  void aRecordOfRepeatsAloneAddsNoEvent() {
    var event = Records.tracked("A");
    bookkeeper.book(at(1), of(event));
    assertThat(bookkeeper.book(at(2), of(event)))
        .isEqualTo(
            Map.of(
                CounterKey.ofDay("app_1", Metric.INTAKE, Records.DAY),
                Numbers.of(1),
                outcome("repeated"),
                Numbers.of(1)));
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
    assertThat(entries(LocalDate.parse("2026-11-04"))).hasSize(2);
  }

  @Test
  void whatToldNoTimeIsLookedForOnTheDayBeforeToo() {
    var event = at(null, Records.tracked("A"));
    bookkeeper.book(at(1), of(event));
    assertThat(bookkeeper.book(at(2), of(dayAfter(event))))
        .containsEntry(outcome("repeated"), Numbers.of(1))
        .doesNotContainKey(outcome("taken"));
  }

  /// An SDK did not wait for its first request, which is slower than the next.
  @Test
  void whatToldNoTimeIsLookedForOnTheDayAfterToo() {
    var event = at(null, Records.tracked("A"));
    bookkeeper.book(at(1), of(dayAfter(event)));
    assertThat(bookkeeper.book(at(2), of(event)))
        .containsEntry(outcome("repeated"), Numbers.of(1))
        .doesNotContainKey(outcome("taken"));
  }

  private static Fact dayAfter(Fact event) {
    return new Fact(
        event.type(),
        null,
        event.time().plus(Duration.ofDays(1)),
        event.digest(),
        null,
        null,
        event.values());
  }

  @Test
  void subjectsDoNotKnowEachOthersEvents() {
    var taken = of(Records.tracked("A"));
    bookkeeper.book(at(1), taken);
    var other = Records.under("another", taken);
    assertThat(of(ledger, other.label()).book(at(2), other)).containsEntry(EVENTS, events(1));
  }

  @Test
  void allEntriesOfADayAreLookedThrough() {
    var records =
        IntStream.range(0, 120)
            .mapToObj(i -> of(Records.tracked("A"), Records.tracked(UUID.randomUUID().toString())))
            .toList();
    for (var i = 0; i < records.size(); i++) {
      of(ledger).book(at(i), records.get(i));
    }
    assertThat(entries(Records.DAY)).hasSize(120);
    for (var i = 0; i < records.size(); i++) {
      assertThat(bookkeeper.book(at(1_000 + i), records.get(i)))
          .containsEntry(outcome("repeated"), Numbers.of(2))
          .doesNotContainKey(outcome("taken"));
    }
  }

  /// A write unit is a KB; an SDK sends some twenty events at a time.
  @Test
  void anEntryOfAnUsualBatchIsLessThanAKilobyte() {
    var names = List.of("Application Opened", "Screen Shown", "Item Added", "Item Removed");
    var facts =
        IntStream.range(0, 20)
            .mapToObj(i -> Samples.ofDevice(names.get(i % 4), Records.NOON.plusSeconds(i)))
            .toArray(Fact[]::new);
    bookkeeper.book(at(1), of(facts));
    assertThat(EntryCodec.encode(entries(Records.DAY).getFirst())).hasSizeLessThan(900);
  }

  @Test
  void aRecordOfManyEventsIsManyEntriesAndCountedOnce() {
    var facts =
        IntStream.range(0, 2_500).mapToObj(i -> Records.tracked("E" + i)).toArray(Fact[]::new);
    var first = bookkeeper.book(at(1), of(facts));
    assertThat(first).containsEntry(EVENTS, events(2_500));
    assertThat(entries(Records.DAY)).hasSize(25);
    assertThat(bookkeeper.book(at(1), of(facts))).isEqualTo(first);
    assertThat(bookkeeper.book(at(2), of(facts)))
        .containsEntry(outcome("repeated"), Numbers.of(2_500));
  }

  @Test
  void aDeliveryReadsADayOnceAndAMonthOnce() {
    var reads = new AtomicInteger();
    var counting =
        new ForwardingLedger(ledger) {
          @Override
          public Account read(String label, LocalDate from) {
            reads.incrementAndGet();
            return super.read(label, from);
          }
        };
    var delivery = of(counting);
    for (var i = 0; i < 20; i++) {
      delivery.book(at(i), of(Records.tracked("A")));
    }
    assertThat(reads).hasValue(2);
  }

  /// It was among the failures for months: by the time that it is counted, nothing could be taken
  /// off its days.
  @Test
  void whatIsPutBackTooLateIsKnownAndNotCounted() {
    var lastTime = Records.NOON.plus(Duration.ofDays(30));
    var event = Records.tracked("A");
    assertThat(of(ledger, of().label(), lastTime).book(at(1), of(event)))
        .containsEntry(EVENTS, events(1));
    var late = of(ledger, of().label(), lastTime.plusMillis(1));
    assertThat(late.book(at(2), of(Records.tracked("B"), event)))
        .doesNotContainKey(EVENTS)
        .containsEntry(outcome("suppressed_late"), Numbers.of(1))
        .containsEntry(outcome("repeated"), Numbers.of(1));
  }

  /// A record of which only some days were entered before the process was killed.
  @Test
  void eachDayOfARecordIsDecidedByItself() {
    var today = Records.tracked("A");
    var yesterday = at(Records.NOON.minus(Duration.ofDays(1)), Records.tracked("A"));
    bookkeeper.book(at(1), of(yesterday));
    assertThat(bookkeeper.book(at(1), of(yesterday, today)))
        .containsEntry(EVENTS, events(1))
        .containsEntry(outcome("taken"), Numbers.of(2));
  }
}
