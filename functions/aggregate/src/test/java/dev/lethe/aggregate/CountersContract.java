package dev.lethe.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.aggregate.Counters.Addition;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.Records;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What all counters must do; run against those in memory, and those in DynamoDB.
public abstract class CountersContract {

  private static final long SHARD = 3;

  /// An application of this test's own: counters of other tests are not in its way.
  private final String app = UUID.randomUUID().toString();

  private final CounterKey counter = CounterKey.ofDay(app, Metric.EVENTS, Records.DAY);

  protected abstract Counters counters();

  private Addition add(long shard, int first, int last, Numbers delta) {
    return counters().add(counter, at(shard, first), at(shard, last), delta);
  }

  private Addition add(long shard, int first, int last, long delta) {
    return add(shard, first, last, Numbers.of(delta));
  }

  private Numbers stand() {
    return counters().read(List.of(counter)).getOrDefault(counter, Numbers.NONE);
  }

  private static Position at(long shard, int sequence) {
    return Position.of("shardId-%012d:%d".formatted(shard, sequence));
  }

  @Test
  void addsUpEachOfTheNumbers() {
    assertThat(add(SHARD, 1, 2, new Numbers(5, 2, 1, 100))).isEqualTo(new Addition.Done());
    assertThat(add(SHARD, 3, 3, new Numbers(2, -1, 0, 10))).isEqualTo(new Addition.Done());
    assertThat(stand()).isEqualTo(new Numbers(7, 1, 1, 110));
  }

  @Test
  void countsNothingTwiceAndSaysHowFarItHasCounted() {
    add(SHARD, 1, 9, 5);
    assertThat(add(SHARD, 1, 9, 5)).isEqualTo(new Addition.AlreadyUpTo(at(SHARD, 9).sequence()));
    assertThat(add(SHARD, 9, 12, 5)).isEqualTo(new Addition.AlreadyUpTo(at(SHARD, 9).sequence()));
    assertThat(add(SHARD, 10, 12, 1)).isEqualTo(new Addition.Done());
    assertThat(stand()).isEqualTo(Numbers.of(6));
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
    assertThat(stand()).isEqualTo(Numbers.of(3));
  }

  @Test
  void movesTheMarkEvenForNothing() {
    add(SHARD, 1, 5, 0);
    assertThat(add(SHARD, 5, 5, 1)).isInstanceOf(Addition.AlreadyUpTo.class);
  }

  @Test
  void readsManyAndLeavesOutWhatWasNeverWritten() {
    var many =
        IntStream.range(0, 60)
            .mapToObj(
                i -> new CounterKey(app, Metric.RUNS, Dimension.COUNTRY, Records.DAY, "C" + i))
            .toList();
    for (var one : many.subList(0, 50)) {
      counters().add(one, at(SHARD, 1), at(SHARD, 1), new Numbers(1, 1, 0, 0));
      counters().add(one, at(SHARD + 1, 1), at(SHARD + 1, 1), new Numbers(2, 0, 0, 0));
    }
    assertThat(counters().read(many))
        .hasSize(50)
        .containsEntry(many.getFirst(), new Numbers(3, 1, 0, 0));
  }
}
