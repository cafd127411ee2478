package dev.lethe.shared.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/// What all marks must do; run against those in memory, and those in DynamoDB.
public abstract class MarksContract {

  private final long shard = ThreadLocalRandom.current().nextLong(1_000_000_000_000L);

  protected abstract MovingMarks marks();

  /// What an operator does.
  protected abstract void skip(Position position);

  private Position at(int sequence) {
    return Position.of("shardId-%012d:%d".formatted(shard, sequence));
  }

  @Test
  void aNewShardHasNoMark() {
    assertThat(marks().of(shard).sequence()).isNull();
    assertThat(marks().of(shard).covers(at(0))).isFalse();
  }

  @Test
  void aMarkCoversAllThatCameBeforeIt() {
    marks().move(at(100));
    assertThat(marks().of(shard).covers(at(100))).isTrue();
    assertThat(marks().of(shard).covers(at(99))).isTrue();
    assertThat(marks().of(shard).covers(at(101))).isFalse();
  }

  /// An invocation that was taken for dead goes on.
  @Test
  void aMarkNeverMovesBack() {
    marks().move(at(100));
    marks().move(at(9));
    assertThat(marks().of(shard).sequence()).isEqualTo(at(100).sequence());
    marks().move(at(101));
    assertThat(marks().of(shard).sequence()).isEqualTo(at(101).sequence());
  }

  @Test
  void whatIsToBeSkippedIsTold() {
    skip(at(7));
    skip(at(8));
    assertThat(marks().of(shard).skipped())
        .containsExactlyInAnyOrder(at(7).sequence(), at(8).sequence());
    assertThat(marks().of(shard + 1).skipped()).isEmpty();
    assertThat(marks().of(shard).sequence()).isNull();
  }
}
