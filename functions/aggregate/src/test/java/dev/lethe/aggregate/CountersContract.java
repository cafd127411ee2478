package dev.lethe.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.aggregate.Counters.Addition;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Metric;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What all counters must do; run against those in memory, and those in DynamoDB.
public abstract class CountersContract {

  private static final long SHARD = 3;

  /// An application of this test's own: counters of other tests are not in its way.
  private final CounterKey counter =
      CounterKey.ofDay(UUID.randomUUID().toString(), Metric.EVENTS, LocalDate.parse("2026-11-24"));

  protected abstract Counters counters();

  /// The number that a counter stands at, over all its spreads.
  protected abstract long number(CounterKey counter);

  private Addition add(long shard, int first, int last, long delta) {
    return counters().add(counter, at(shard, first), at(shard, last), delta);
  }

  private static Position at(long shard, int sequence) {
    return Position.of("shardId-%012d:%d".formatted(shard, sequence));
  }

  @Test
  void addsUp() {
    assertThat(add(SHARD, 1, 2, 5)).isEqualTo(new Addition.Done());
    assertThat(add(SHARD, 3, 3, 2)).isEqualTo(new Addition.Done());
    assertThat(number(counter)).isEqualTo(7);
  }

  @Test
  void countsNothingTwiceAndSaysHowFarItHasCounted() {
    add(SHARD, 1, 9, 5);
    assertThat(add(SHARD, 1, 9, 5)).isEqualTo(new Addition.AlreadyUpTo(at(SHARD, 9).sequence()));
    assertThat(add(SHARD, 9, 12, 5)).isEqualTo(new Addition.AlreadyUpTo(at(SHARD, 9).sequence()));
    assertThat(add(SHARD, 10, 12, 1)).isEqualTo(new Addition.Done());
    assertThat(number(counter)).isEqualTo(6);
  }

  @Test
  void comparesSequencesAsNumbersNotAsText() {
    add(SHARD, 10, 10, 1);
    assertThat(add(SHARD, 9, 9, 1)).isInstanceOf(Addition.AlreadyUpTo.class);
  }

  @Test
  void keepsAMarkForEachShard() {
    add(SHARD, 100, 100, 1);
    assertThat(add(SHARD + 1, 1, 1, 1)).isEqualTo(new Addition.Done());
    assertThat(add(SHARD + CounterKey.SPREADS, 1, 1, 1)).isEqualTo(new Addition.Done());
    assertThat(number(counter)).isEqualTo(3);
  }

  @Test
  void movesTheMarkEvenForNothing() {
    add(SHARD, 1, 5, 0);
    assertThat(add(SHARD, 5, 5, 1)).isInstanceOf(Addition.AlreadyUpTo.class);
  }
}
