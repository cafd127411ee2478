package dev.lethe.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.Records;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What every Ledger must do; run against the one in memory, and the one in DynamoDB.
public abstract class LedgerContract {

  private final String label = UUID.randomUUID().toString();

  protected abstract Ledger ledger();

  private static Entry entry(int sequence) {
    return new Entry(
        Position.of("shardId-000000000003:" + sequence),
        sequence % 2,
        7,
        List.of(Records.digest(), Records.digest()),
        Map.of(
            CounterKey.ofDay("app_1", Metric.EVENTS, Records.DAY),
            2L,
            new CounterKey("app_1", Metric.EVENTS, Dimension.EVENT, Records.DAY, "Öffnen"),
            -1L));
  }

  private List<Chunk> chunks() {
    return ledger().chunks(label, Records.DAY);
  }

  private boolean open(Chunk before, Chunk chunk) {
    return ledger().open(label, Records.DAY, before, chunk);
  }

  private Chunk opened(int number, Entry first) {
    var chunk = Chunk.opened(number, first);
    assertThat(ledger().open(label, Records.DAY, null, chunk)).isTrue();
    return chunk.written();
  }

  @Test
  void whatIsWrittenIsRead() {
    var chunk = opened(0, entry(1));
    assertThat(chunks()).containsExactly(chunk);
    var more = chunk.with(entry(2));
    assertThat(ledger().extend(label, Records.DAY, more)).isTrue();
    assertThat(chunks()).containsExactly(more.written());
  }

  @Test
  void daysAndLabelsAreApart() {
    opened(0, entry(1));
    assertThat(ledger().chunks(label, Records.DAY.plusDays(1))).isEmpty();
    assertThat(ledger().chunks("another", Records.DAY)).isEmpty();
  }

  @Test
  void aChunkIsOpenedOnce() {
    var chunk = opened(0, entry(1));
    assertThat(ledger().open(label, Records.DAY, null, Chunk.opened(0, entry(2)))).isFalse();
    assertThat(chunks()).containsExactly(chunk);
  }

  @Test
  void aChunkIsExtendedFromItsLastVersionOnly() {
    var chunk = opened(0, entry(1));
    var more = chunk.with(entry(2));
    assertThat(ledger().extend(label, Records.DAY, more)).isTrue();
    assertThat(ledger().extend(label, Records.DAY, chunk.with(entry(3)))).isFalse();
    assertThat(ledger().extend(label, Records.DAY, Chunk.opened(5, entry(3)))).isFalse();
    assertThat(chunks()).containsExactly(more.written());
  }

  /// Whoever read the chunk before would enter what the new one may have already.
  @Test
  void openingAChunkSealsTheOneBefore() {
    var first = opened(0, entry(1));
    var second = Chunk.opened(1, entry(2));
    assertThat(open(first, second)).isTrue();
    assertThat(ledger().extend(label, Records.DAY, first.with(entry(3)))).isFalse();
    assertThat(open(first, Chunk.opened(2, entry(3)))).isFalse();
    assertThat(chunks()).containsExactly(first.written(), second.written());
  }
}
