package dev.lethe.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.Fact;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.record.StreamRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A subject that sends without end is remembered no further, and nobody else waits for it.
class FloodingTest {

  private static final CounterKey EVENTS = CounterKey.ofDay("app_1", Metric.EVENTS, Records.DAY);

  private final InMemoryLedger ledger = new InMemoryLedger();

  /// Of the subject whose records [#of] makes, in a delivery of its own.
  private static Bookkeeper of(Ledger ledger) {
    return new Bookkeeper(
        new Desk(ledger, of().label()),
        (app, dimension, day, value) -> true,
        Clock.fixed(Records.NOON, ZoneOffset.UTC));
  }

  private static Numbers events(long n) {
    return new Numbers(n, 1, 1, 0);
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

  /// Whoever sends without end is remembered no further; nobody else of its shard waits for it.
  @Test
  void aSubjectThatFloodsIsNotCountedAnyFurtherThatDay() {
    var sequence = 0;
    Map<CounterKey, Numbers> deltas = Map.of(EVENTS, events(0));
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
                Numbers.of(2_500),
                outcome("suppressed_flooding"),
                Numbers.of(2_500)));
    var bytes = ledger.read(of().label(), Records.DAY).bytes(Records.DAY);
    assertThat(bytes).isBetween(Bookkeeper.DAY_BYTES, 2 * Bookkeeper.DAY_BYTES);
    assertThat(of(ledger).book(at(sequence), of(Records.tracked("A"))))
        .containsEntry(outcome("suppressed_flooding"), Numbers.of(1));
    var tomorrow = at(Records.NOON.plus(Duration.ofDays(1)), Records.tracked("A"));
    assertThat(of(ledger).book(at(sequence + 1), of(tomorrow)))
        .containsEntry(outcome("taken"), Numbers.of(1));
  }

  /// Each event tells another day: all days to come are bounded together.
  @Test
  void aSubjectThatFloodsDaysToComeIsNotCountedAnyFurther() {
    var counted = 0;
    for (var day = 2; day < 4_000; day += 10) {
      var facts =
          IntStream.range(day, day + 10)
              .mapToObj(ahead ->
                  Samples.told(Records.NOON.plus(Duration.ofDays(ahead)), Records.NOON, "A"))
              .toArray(Fact[]::new);
      counted += of(ledger).book(at(day), of(facts)).containsKey(EVENTS) ? 1 : 0;
    }
    var account = ledger.read(of().label(), LocalDate.EPOCH);
    assertThat(counted).isBetween(20, 390);
    assertThat(account.bytesAfter(Records.DAY)).isLessThan(2 * Bookkeeper.DAY_BYTES);
    assertThat(account.header()).isEqualTo(Header.NONE);
    assertThat(of(ledger).book(at(9_999), of(Records.tracked("A")))).containsKey(EVENTS);
  }
}
