package dev.lethe.infra;

import static dev.lethe.shared.aws.Items.present;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.infra.stack.Await;
import dev.lethe.infra.stack.Operator;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.lane.aws.DynamoMarks;
import dev.lethe.shared.lane.aws.LedgerItem;
import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.record.RecordCodec;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.record.StreamRecord;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/// What an operator does about records that were passed over, or must be: `docs/runbook.md`.
class OperateTest {

  private final Stack stack = Stack.running();
  private final KinesisClient kinesis = stack.client(KinesisClient.builder());
  private final DynamoDbClient dynamo = stack.client(DynamoDbClient.builder());
  private final S3Client s3 = stack.client(S3Client.builder().forcePathStyle(true));
  private final String bucket = stack.output("FailuresBucket");
  private final Instant now = Instant.now();
  private final LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
  private final String lane = Lanes.ofSubject();

  private Position put(byte[] bytes) {
    var answer =
        kinesis.putRecord(put ->
            put.streamName(stack.output("StreamName"))
                .partitionKey(lane)
                .data(SdkBytes.fromByteArray(bytes)));
    return Position.of(answer.shardId() + ":" + answer.sequenceNumber());
  }

  private byte[] tracked(Tenant tenant, String event) {
    return RecordCodec.encode(
        new StreamRecord(
            tenant.appId(),
            lane,
            0,
            today,
            ZoneOffset.UTC,
            90,
            now,
            Set.of(Purpose.values()),
            List.of(Records.tracked(event, "android", "DE", now)),
            null));
  }

  private void keep(String key, byte[] bytes, Map<String, String> metadata) {
    s3.putObject(
        put -> put.bucket(bucket).key(key).metadata(metadata), RequestBody.fromBytes(bytes));
  }

  private List<String> keys(String prefix) {
    return s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  /// The one object that was kept of this test's lane, once it is there.
  private String awaitKept() {
    return Await.found(() -> {
      var found = keys("undecodable/").stream().filter(key -> lane.equals(laneOf(key))).toList();
      assertThat(found).hasSizeLessThan(2);
      return found.isEmpty() ? null : found.getFirst();
    });
  }

  private String laneOf(String key) {
    try {
      return s3.headObject(head -> head.bucket(bucket).key(key))
          .metadata()
          .getOrDefault("lane", "");
    } catch (NoSuchKeyException e) {
      return "";
    }
  }

  private String name(Position position) {
    return "undecodable/%s/%012d/%s".formatted(lane, position.shard(), position.sequence());
  }

  private static String unpadded(String sequence) {
    return sequence.replaceFirst("^0+", "");
  }

  @Test
  void aMendedRecordIsCountedOnceHoweverOftenItIsPutBack() {
    var tenant = Tenant.enrol("Operator");
    var junk = put("junk".getBytes(StandardCharsets.UTF_8));
    assertThat(awaitKept()).isEqualTo(name(junk));

    // As it is it comes back, under its new place.
    var told = Operator.run("redrive", "--prefix", name(junk));
    assertThat(told).isEqualTo(new Operator.Told(0, "1 record put back, 0 objects left\n"));
    var kept = awaitKept();
    assertThat(kept).isNotEqualTo(name(junk));

    var mended = tracked(tenant, "Mended");
    keep(kept, mended, Map.of("lane", lane));
    assertThat(Operator.run("redrive", "--prefix", kept).status()).isZero();
    assertThat(keys(kept)).isEmpty();
    assertThat(tenant.await(today, today, "event", 1)).isEqualTo(Map.of("Mended " + today, 1L));

    // As if it had been killed before it deleted.
    keep(kept, mended, Map.of("lane", lane));
    assertThat(Operator.run("redrive", "--prefix", kept).status()).isZero();
    assertThat(keys(kept)).isEmpty();
    assertThat(Operator.run("redrive", "--prefix", kept).text()).startsWith("0 records put back");
    put(tracked(tenant, "Behind it"));
    assertThat(tenant.await(today, today, "event", 2))
        .isEqualTo(Map.of("Mended " + today, 1L, "Behind it " + today, 1L));
  }

  @Test
  void whatSaysNoLaneIsLeftAndToldWithoutItsContent() {
    var prefix = "operate-" + UUID.randomUUID() + "/";
    keep(prefix + "of-lambda", "who it is".getBytes(StandardCharsets.UTF_8), Map.of());
    keep(prefix + "record", "who it is".getBytes(StandardCharsets.UTF_8), Map.of("lane", lane));
    var left = "  1: it does not say in which lane it was\n    " + prefix + "of-lambda\n";

    assertThat(Operator.run("redrive", "--prefix", prefix, "--dry-run"))
        .isEqualTo(new Operator.Told(1, "1 record would be put back, 1 object left\n" + left));
    assertThat(keys(prefix)).hasSize(2);

    assertThat(Operator.run("redrive", "--prefix", prefix))
        .isEqualTo(new Operator.Told(1, "1 record put back, 1 object left\n" + left));
    assertThat(keys(prefix)).containsExactly(prefix + "of-lambda");
    s3.deleteObject(delete -> delete.bucket(bucket).key(prefix + "of-lambda"));
  }

  @Test
  void whatIsPutOnTheSkipListIsWhatAggregateSkips() {
    var position = put("junk".getBytes(StandardCharsets.UTF_8));
    var shard = "shardId-%012d".formatted(position.shard());
    var sequence = unpadded(position.sequence());
    assertThat(Operator.run("skip", "--shard", shard, "--sequence", sequence).text())
        .startsWith(shard + " skips " + sequence + ". It is on the list until ");
    var marks = new DynamoMarks(dynamo, stack.output("LedgerTable"), Clock.systemUTC(), "");
    assertThat(marks.of(position.shard()).skipped()).contains(position.sequence());
    var item =
        dynamo
            .getItem(get ->
                get.tableName(stack.output("LedgerTable"))
                    .key(
                        Map.of(
                            LedgerItem.LABEL, fromS(LedgerItem.shard(position.shard())),
                            LedgerItem.ITEM, fromS(DynamoMarks.SKIP + position.sequence()))))
            .item();
    assertThat(Instant.ofEpochSecond(Long.parseLong(present(item, LedgerItem.EXPIRES).n())))
        .isBetween(now.plus(Duration.ofDays(35)).minusSeconds(1), now.plus(Duration.ofDays(36)));
    assertThat(Operator.run("shards").text())
        .contains(shard + "\n")
        .contains("  to be skipped  " + sequence + ", on the list until ");
  }

  @Test
  void whatCannotBeSkippedIsRefused() {
    var nowhere = Operator.run("skip", "--shard", "999999999999", "--sequence", "1");
    assertThat(nowhere.status()).isEqualTo(1);
    assertThat(nowhere.text()).startsWith("The stream has no shardId-999999999999. It has: ");
    var position = put("junk".getBytes(StandardCharsets.UTF_8));
    var shard = Long.toString(position.shard());
    var before = Operator.run("skip", "--shard", shard, "--sequence", "1");
    assertThat(before.status()).isEqualTo(1);
    assertThat(before.text()).contains("has no record 1: it begins with ");
  }
}
