package dev.lethe.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.lane.InMemoryMarks;
import dev.lethe.shared.lane.LaneRecord;
import dev.lethe.shared.lane.Lineage;
import dev.lethe.shared.record.Records;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A subject's lane goes on in another shard where shards are split and merged.
class ShardsTest {

  private static final CounterKey EVENTS = CounterKey.ofDay("app_1", Metric.EVENTS, Records.DAY);

  private final InMemoryCounters counters = new InMemoryCounters();
  private final InMemoryMarks marks = new InMemoryMarks();
  private final KnownLineage lineage = new KnownLineage();
  private final Aggregate aggregate =
      new Aggregate(
          new StoresBuilder().with(counters).with(marks).with(lineage).build(),
          Runnable::run,
          Clock.fixed(Records.NOON, ZoneOffset.UTC));

  /// Shards as a test says that they are.
  private static final class KnownLineage implements Lineage {

    private final Map<Long, List<Long>> parents = new HashMap<>();
    private final Map<Long, String> last = new HashMap<>();
    private final Set<Long> closed = new HashSet<>();

    @Override
    public List<Long> parents(long shard) {
      return parents.getOrDefault(shard, List.of());
    }

    @Override
    public boolean hasEnded(long shard, @Nullable String after) {
      var end = last.get(shard);
      return closed.contains(shard)
          && (end == null || (after != null && after.compareTo(end) >= 0));
    }
  }

  private LaneRecord record(long shard, int sequence) {
    var taken = Records.of("app_1", Records.tracked("A"));
    var record = Samples.delivered(shard, sequence, taken);
    lineage.last.put(shard, record.position().sequence());
    return record;
  }

  private void split(long parent, long child) {
    lineage.closed.add(parent);
    lineage.parents.put(child, List.of(parent));
  }

  private long counted() {
    return counters.numbers().getOrDefault(EVENTS, Numbers.NONE).n();
  }

  @Test
  void aChildWaitsForItsParent() {
    var before = List.of(record(0, 1), record(0, 2));
    split(0, 1);
    var after = List.of(record(1, 3));
    assertThat(aggregate.count(after)).contains(after.getFirst());
    assertThat(counted()).isZero();
    aggregate.count(before.subList(0, 1));
    assertThat(aggregate.count(after)).contains(after.getFirst());
    aggregate.count(before);
    assertThat(aggregate.count(after)).isEmpty();
    assertThat(counted()).isEqualTo(3);
  }

  @Test
  void aChildOfAnEmptyShardWaitsForItsGrandparent() {
    var before = record(0, 1);
    split(0, 1);
    split(1, 2);
    var after = record(2, 3);
    assertThat(aggregate.count(List.of(after))).contains(after);
    aggregate.count(List.of(before));
    assertThat(aggregate.count(List.of(after))).isEmpty();
  }

  @Test
  void aMergedShardWaitsForBothParents() {
    var left = record(0, 1);
    var right = record(1, 2);
    lineage.closed.addAll(List.of(0L, 1L));
    lineage.parents.put(2L, List.of(0L, 1L));
    var after = record(2, 3);
    aggregate.count(List.of(left));
    assertThat(aggregate.count(List.of(after))).contains(after);
    aggregate.count(List.of(right));
    assertThat(aggregate.count(List.of(after))).isEmpty();
  }

  /// Once it has begun it need not be asked again.
  @Test
  void aShardThatHasBegunGoesOn() {
    var first = record(0, 1);
    aggregate.count(List.of(first));
    lineage.parents.put(0L, List.of(7L));
    assertThat(aggregate.count(List.of(record(0, 2)))).isEmpty();
  }

  @Test
  void whatAShardsMarkCoversIsNotLookedAtAgain() {
    var first = record(0, 1);
    var second = record(0, 2);
    aggregate.count(List.of(first, second));
    assertThat(marks.of(0).covers(second.position())).isTrue();
    assertThat(aggregate.count(List.of(first, second, record(0, 3)))).isEmpty();
    assertThat(counted()).isEqualTo(3);
  }
}
