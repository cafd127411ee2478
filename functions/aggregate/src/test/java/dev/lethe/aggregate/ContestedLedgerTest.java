package dev.lethe.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.Fact;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.record.StreamRecord;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Somebody else writes of the same subject: another consumer, or an earlier invocation that was
/// taken for dead.
class ContestedLedgerTest {

  private static final CounterKey EVENTS = CounterKey.ofDay("app_1", Metric.EVENTS, Records.DAY);

  private final InMemoryLedger ledger = new InMemoryLedger();
  private final Bookkeeper bookkeeper = of(ledger);

  /// Of the subject whose records [#of] makes, in a delivery of its own.
  private static Bookkeeper of(Ledger ledger) {
    return new Bookkeeper(
        new Desk(ledger, of().label()),
        (app, dimension, day, value) -> true,
        Clock.fixed(Records.NOON, ZoneOffset.UTC));
  }

  private List<Entry> entries(LocalDate day) {
    return ledger.read(of().label(), LocalDate.EPOCH).entries(day).toList();
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

  /// Its entry is written after its place was looked at, and the next one's before that one is.
  @Test
  void aRecordIsEnteredOnceThoughEntriesAreNotReadAtOneTime() {
    var taken = of(Records.tracked("A"));
    var first = bookkeeper.book(at(1), taken);
    bookkeeper.book(at(2), of(Records.tracked("B")));
    var looks = new AtomicInteger();
    var torn =
        new ForwardingLedger(ledger) {
          @Override
          public Account read(String label, LocalDate from) {
            var read = super.read(label, from);
            return looks.getAndIncrement() > 1
                ? read
                : new Account(from, read.header(), read.filed().subList(1, 2));
          }
        };
    assertThat(of(torn).book(at(1), taken)).isEqualTo(first);
    assertThat(entries(Records.DAY)).hasSize(2);
  }

  /// Another consumer, or an earlier invocation that was taken for dead, writes the same day.
  @Test
  void whatSomebodyElseEnteredInBetweenIsSeen() {
    var event = Records.tracked("A");
    var interfering = new InterferingLedger(ledger, () -> bookkeeper.book(at(1), of(event)));
    assertThat(of(interfering).book(at(2), of(event, Records.tracked("B"))))
        .containsEntry(EVENTS, more(1))
        .containsEntry(outcome("repeated"), Numbers.of(1));
  }

  @Test
  void whoNeverGetsThroughSaysSo() {
    var contested =
        new ForwardingLedger(ledger) {
          @Override
          public boolean append(String label, LocalDate day, int number, Entry entry) {
            return false;
          }
        };
    assertThatThrownBy(() -> of(contested).book(at(1), of(Records.tracked("A"))))
        .isInstanceOf(IllegalStateException.class);
  }
}
