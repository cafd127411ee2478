package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.infra.stack.Stack;
import dev.lethe.shared.lane.Lineage;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.lane.aws.KinesisLineage;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.waiters.KinesisWaiter;

/// Where shards come from and when they have ended, on a stream of its own that is split and
/// merged.
class KinesisLineageTest {

  /// Half of the 128 bits that partition keys are hashed to.
  private static final String MIDDLE = "170141183460469231731687303715884105728";

  private static final int LOOKS = 240;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  private final KinesisClient kinesis = Stack.running().client(KinesisClient.builder());
  private final String stream = "lineage-" + UUID.randomUUID();

  @BeforeEach
  void create() {
    kinesis.createStream(create -> create.streamName(stream).shardCount(1));
    awaitActive();
  }

  @AfterEach
  void delete() {
    kinesis.deleteStream(delete -> delete.streamName(stream));
  }

  private void awaitActive() {
    try (var waiter =
        KinesisWaiter.builder()
            .client(kinesis)
            .overrideConfiguration(wait ->
                wait.backoffStrategyV2(BackoffStrategy.fixedDelayWithoutJitter(BETWEEN_LOOKS))
                    .maxAttempts(LOOKS))
            .build()) {
      waiter.waitUntilStreamExists(wait -> wait.streamName(stream));
    }
  }

  private Lineage lineage() {
    var described = kinesis.describeStreamSummary(asked -> asked.streamName(stream));
    return new KinesisLineage(kinesis, described.streamDescriptionSummary().streamARN());
  }

  private Position put() {
    var answer =
        kinesis.putRecord(put ->
            put.streamName(stream).partitionKey("lane").data(SdkBytes.fromUtf8String("record")));
    return Position.of(answer.shardId() + ":" + answer.sequenceNumber());
  }

  private void split(String shard) {
    kinesis.splitShard(
        split -> split.streamName(stream).shardToSplit(shard).newStartingHashKey(MIDDLE));
    awaitActive();
  }

  private void merge(String one, String other) {
    kinesis.mergeShards(
        merge -> merge.streamName(stream).shardToMerge(one).adjacentShardToMerge(other));
    awaitActive();
  }

  @Test
  void aShardThatTakesRecordsHasNotEnded() {
    var lineage = lineage();
    assertThat(lineage.hasEnded(0, null)).isFalse();
    var only = put();
    assertThat(only.shard()).isZero();
    assertThat(lineage.hasEnded(0, null)).isFalse();
    assertThat(lineage.hasEnded(0, only.sequence())).isFalse();
    assertThat(lineage.parents(0)).isEmpty();
  }

  @Test
  void aShardThatWasSplitHasEndedBehindItsLastRecord() {
    var first = put();
    var last = put();
    split("shardId-000000000000");
    var lineage = lineage();
    assertThat(lineage.hasEnded(0, null)).isFalse();
    assertThat(lineage.hasEnded(0, first.sequence())).isFalse();
    assertThat(lineage.hasEnded(0, last.sequence())).isTrue();
    for (var child : new long[] {1, 2}) {
      assertThat(lineage.parents(child)).containsExactly(0L);
      assertThat(lineage.hasEnded(child, null)).isFalse();
    }
  }

  @Test
  void aShardThatTwoWereMergedToHasBothForParents() {
    split("shardId-000000000000");
    merge("shardId-000000000001", "shardId-000000000002");
    var lineage = lineage();
    assertThat(lineage.parents(3)).containsExactlyInAnyOrder(1L, 2L);
    // Without a record, too.
    assertThat(lineage.hasEnded(1, null)).isTrue();
    assertThat(lineage.hasEnded(2, null)).isTrue();
    assertThat(lineage.hasEnded(3, null)).isFalse();
  }
}
