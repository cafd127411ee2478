package dev.lethe.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.aggregate.Entry.SessionDay;
import dev.lethe.aggregate.Header.Death;
import dev.lethe.aggregate.Header.Retraction;
import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Interval;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.Records;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What every Ledger must do; run against the one in memory, and the one in DynamoDB.
public abstract class LedgerContract {

  private static final LocalDate DAY = Records.DAY;

  private final String label = UUID.randomUUID().toString();

  protected abstract Ledger ledger();

  private static Position at(int sequence) {
    return Position.of("shardId-000000000003:" + sequence);
  }

  private static Entry entry(int sequence) {
    return new Entry(
        at(sequence),
        sequence % 2,
        7,
        sequence,
        List.of(Records.digest(), Records.digest()),
        List.of(new SessionDay(Records.digest(), DAY)),
        Map.of(
            CounterKey.ofDay("app_1", Metric.EVENTS, DAY),
            new Numbers(2, 1, 0, 0),
            new CounterKey("app_1", Metric.EVENTS, Dimension.EVENT, DAY, "Öffnen"),
            new Numbers(-1, 0, -1, 86_400_000),
            CounterKey.total("app_1", Metric.USERS, Bucket.of(Interval.WEEK, DAY)),
            new Numbers(1, 1, 1, 0)));
  }

  private Account account() {
    return ledger().read(label, LocalDate.EPOCH);
  }

  private List<Entry> entries() {
    return account().entries().toList();
  }

  @Test
  void whatIsAddedIsReadByDayAndNumber() {
    var all = new ArrayList<Entry>();
    for (var number = 0; number < 12; number++) {
      var entry = entry(number);
      assertThat(ledger().append(label, DAY, number, entry)).isTrue();
      all.add(entry);
    }
    var dayAfter = entry(20);
    assertThat(ledger().append(label, DAY.plusDays(1), 0, dayAfter)).isTrue();
    all.add(dayAfter);
    assertThat(entries()).isEqualTo(all);
    assertThat(account().filed().getFirst()).isEqualTo(Filed.of(DAY, 0, all.getFirst()));
  }

  @Test
  void labelsAreApartAndEarlierDaysLeftOut() {
    ledger().append(label, DAY.minusDays(1), 0, entry(1));
    ledger().append(label, DAY, 0, entry(2));
    assertThat(ledger().read(label, DAY).filed()).hasSize(1);
    assertThat(ledger().read(label, DAY.minusDays(1)).filed()).hasSize(2);
    assertThat(ledger().read("another", LocalDate.EPOCH).filed()).isEmpty();
  }

  @Test
  void aPlaceIsTakenOnce() {
    var first = entry(1);
    assertThat(ledger().append(label, DAY, 0, first)).isTrue();
    assertThat(ledger().append(label, DAY, 0, entry(2))).isFalse();
    assertThat(entries()).containsExactly(first);
  }

  @Test
  void aHeaderIsReadWithWhateverDays() {
    var header =
        Header.NONE
            .with(new Retraction(at(4), 8, 0, new Found(1, 2, 3)))
            .with(new Retraction(at(6), 12, 8, Found.NOTHING))
            .withSkewed(DAY.minusDays(9), DAY.minusDays(100))
            .with(new Death(at(9), new Found(1L << 40, 5, 6), Set.of(Records.digest())));
    assertThat(account().header()).isEqualTo(Header.NONE);
    assertThat(ledger().write(label, header)).isTrue();
    assertThat(ledger().read(label, DAY.plusYears(1)).header()).isEqualTo(header.written());
  }

  @Test
  void aHeaderIsWrittenFromItsLastVersionOnly() {
    var first = Header.NONE.withSkewed(DAY, DAY);
    assertThat(ledger().write(label, first)).isTrue();
    assertThat(ledger().write(label, Header.NONE.withSkewed(DAY.plusDays(1), DAY))).isFalse();
    var second = first.written().withSkewed(DAY.plusDays(2), DAY);
    assertThat(ledger().write(label, second)).isTrue();
    assertThat(ledger().write(label, second)).isFalse();
    assertThat(account().header()).isEqualTo(second.written());
  }

  /// Whoever read it before would add what the erasure has taken away.
  @Test
  void thePlaceOfAnEmptiedEntryStaysTaken() {
    for (var number = 0; number < 30; number++) {
      ledger().append(label, DAY, number, entry(number));
    }
    ledger().empty(label, account().filed(), 3);
    assertThat(entries()).isEmpty();
    assertThat(account().filed()).hasSize(30).allMatch(filed -> filed.header() == 3);
    assertThat(account().isTorn()).isTrue();
    assertThat(account().next(DAY)).isEqualTo(30);
    assertThat(ledger().append(label, DAY, 0, entry(1))).isFalse();
    ledger().empty(label, account().filed(), 3);
    assertThat(entries()).isEmpty();
  }
}
