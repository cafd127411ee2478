package dev.lethe.shared.lane.aws;

import dev.lethe.shared.lane.Lineage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/// The shards of the stream. It is asked once for each new shard, before anything of it is counted.
public final class KinesisLineage implements Lineage {

  /// How long a shard is read on in search of its end: where it was quiet, many reads find nothing
  /// (<https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html>).
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// A shard allows five reads a second
  /// (<https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html>), and Lambda
  /// is one who reads.
  private static final Duration BETWEEN_READS = Duration.ofMillis(250);

  private final KinesisClient kinesis;
  private final String stream;

  /// @param stream the stream's ARN
  public KinesisLineage(KinesisClient kinesis, String stream) {
    this.kinesis = kinesis;
    this.stream = stream;
  }

  @Override
  public List<Long> parents(long shard) {
    var shards = shards();
    var listed = shards.stream().map(Shard::shardId).toList();
    return shards.stream()
        .filter(one -> one.shardId().equals(ShardName.id(shard)))
        .flatMap(one -> Stream.of(one.parentShardId(), one.adjacentParentShardId()))
        .filter(Objects::nonNull)
        // One that is not listed any more ended longer ago than the stream holds anything.
        .filter(listed::contains)
        .map(ShardName::number)
        .toList();
  }

  private List<Shard> shards() {
    var shards = new ArrayList<Shard>();
    var page = kinesis.listShards(list -> list.streamARN(stream));
    shards.addAll(page.shards());
    while (page.nextToken() != null) {
      var next = page.nextToken();
      page = kinesis.listShards(list -> list.nextToken(next));
      shards.addAll(page.shards());
    }
    return shards;
  }

  @Override
  public boolean hasEnded(long shard, @Nullable String after) {
    return isClosed(shard) && isNothingIn(shard, after);
  }

  private boolean isClosed(long shard) {
    return shards().stream()
        .filter(one -> one.shardId().equals(ShardName.id(shard)))
        .noneMatch(one -> one.sequenceNumberRange().endingSequenceNumber() == null);
  }

  private boolean isNothingIn(long shard, @Nullable String after) {
    var request = GetShardIteratorRequest.builder().streamARN(stream).shardId(ShardName.id(shard));
    if (after == null) {
      request.shardIteratorType(ShardIteratorType.TRIM_HORIZON);
    } else {
      request
          .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
          .startingSequenceNumber(unpadded(after));
    }
    @Nullable String iterator = kinesis.getShardIterator(request.build()).shardIterator();
    var giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (iterator != null && System.nanoTime() < giveUp) {
      var from = iterator;
      var found = kinesis.getRecords(get -> get.streamARN(stream).shardIterator(from).limit(1));
      if (!found.records().isEmpty()) {
        return false;
      }
      iterator = found.nextShardIterator();
      if (iterator != null) {
        LockSupport.parkNanos(BETWEEN_READS.toNanos());
      }
    }
    return iterator == null;
  }

  private static String unpadded(String sequence) {
    var stripped = sequence.replaceFirst("^0+", "");
    return stripped.isEmpty() ? "0" : stripped;
  }

  /// How shards are named.
  private static final class ShardName {

    private static final String PREFIX = "shardId-";

    static String id(long number) {
      return PREFIX + "%012d".formatted(number);
    }

    static long number(String id) {
      return Long.parseLong(id.substring(PREFIX.length()));
    }
  }
}
