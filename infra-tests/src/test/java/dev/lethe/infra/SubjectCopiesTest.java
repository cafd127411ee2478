package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.infra.stack.Stack;
import dev.lethe.shared.aws.S3Bucket;
import dev.lethe.shared.erasure.SubjectCopies;
import dev.lethe.shared.erasure.aws.QueryResults;
import dev.lethe.shared.erasure.aws.SubjectFailures;
import dev.lethe.shared.lane.Failures.Reason;
import dev.lethe.shared.lane.LaneRecord;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.lane.aws.FailureFolder;
import dev.lethe.shared.lane.aws.S3Failures;
import dev.lethe.shared.record.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.lambda.powertools.metrics.MetricsFactory;

/// What an erasure finds in buckets where subjects are not told apart by tables.
class SubjectCopiesTest {

  private static final String APP = "app_1";

  private final Stack stack = Stack.running();
  private final S3Client s3 = stack.client(S3Client.builder().forcePathStyle(true));
  private final String label = Lanes.ofSubject();
  private final String another = Lanes.ofSubject();

  /// All objects of a bucket, by their names, without those that other tests make meanwhile.
  private Map<String, String> objects(String bucket, String with) {
    var objects = new TreeMap<String, String>();
    s3.listObjectsV2Paginator(list -> list.bucket(bucket)).contents().stream()
        .filter(object -> object.key().contains(with))
        .forEach(object ->
            objects.put(
                object.key(),
                s3.getObjectAsBytes(get -> get.bucket(bucket).key(object.key()))
                    .asString(StandardCharsets.ISO_8859_1)));
    return objects;
  }

  @Nested
  class InTheFailures {

    private final String bucket = stack.output("FailuresBucket");
    private final SubjectCopies failures = new SubjectFailures(new S3Bucket(s3, bucket));
    private final long shard = ThreadLocalRandom.current().nextLong(1_000_000_000_000L);

    private void keep(FailureFolder folder, int sequence, String lane) {
      var ours =
          new S3Failures(
              s3,
              bucket,
              MetricsFactory.getMetricsInstance(),
              "test",
              Map.of(Reason.UNDECODABLE, folder));
      ours.keep(
          new LaneRecord(
              Position.of("shardId-%012d:%d".formatted(shard, sequence)),
              Integer.toString(sequence),
              lane,
              Instant.now(),
              Bytes.copyOf(("of " + lane).getBytes(StandardCharsets.UTF_8))),
          Reason.UNDECODABLE);
    }

    /// Whatever is kept in this test is under this test's shard.
    private Map<String, String> kept() {
      return objects(bucket, "/%012d/".formatted(shard));
    }

    @Test
    void allOfALabelIsDeletedAndNothingOfAnybodyElse() {
      for (var folder : FailureFolder.values()) {
        keep(folder, 1, another);
        keep(folder, 2, UUID.randomUUID().toString());
        // Not a label, though it begins as one.
        keep(folder, 3, label + "A");
      }
      var before = kept();
      assertThat(before).hasSize(9);
      for (var folder : FailureFolder.values()) {
        keep(folder, 4, label);
        keep(folder, 5, label);
      }
      assertThat(kept()).hasSize(15);

      assertThat(failures.erase(APP, label)).isEqualTo(6);
      assertThat(kept()).isEqualTo(before);
      assertThat(failures.erase(APP, label)).isZero();
      keep(FailureFolder.UNDECODABLE, 6, label);
      assertThat(failures.erase(APP, label)).isEqualTo(1);
    }

    /// More than one page of a listing, and than one call deletes.
    @Test
    void howeverManyThereAre() {
      var there = 1_001;
      for (var sequence = 0; sequence < there; sequence++) {
        var name = FailureFolder.SKIPPED.of(label) + "%012d/%056d".formatted(shard, sequence);
        s3.putObject(put -> put.bucket(bucket).key(name), RequestBody.empty());
      }
      assertThat(failures.erase(APP, label)).isEqualTo(there);
      assertThat(kept()).isEmpty();
    }

    /// S3 answers 200 though it deleted nothing.
    @Test
    void whatS3LeavesIsNoSuccess() {
      keep(FailureFolder.UNDECODABLE, 1, label);
      var refusing =
          stack.client(
              S3Client.builder()
                  .forcePathStyle(true)
                  .overrideConfiguration(
                      settings -> settings.addExecutionInterceptor(new Refusal())));
      assertThatThrownBy(
              () -> new SubjectFailures(new S3Bucket(refusing, bucket)).erase(APP, label))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("S3 left 1 objects: [AccessDenied]");
    }

    @Test
    void whatIsNoLabelIsRefused() {
      assertThatThrownBy(() -> failures.erase(APP, ""))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> failures.erase(APP, "nobody"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /// An answer of S3's that says what it did not delete.
  private static final class Refusal implements ExecutionInterceptor {

    @Override
    public SdkResponse modifyResponse(
        Context.ModifyResponse context, ExecutionAttributes attributes) {
      return context.response() instanceof DeleteObjectsResponse answer
          ? answer.toBuilder()
              .errors(S3Error.builder().key("undecodable/of-somebody").code("AccessDenied").build())
              .build()
          : context.response();
    }
  }

  @Nested
  class InTheResultsOfQueries {

    private final String bucket = stack.output("QueryResultsBucket");
    private final SubjectCopies results = new QueryResults(s3, bucket);
    private final String query = UUID.randomUUID() + "-";

    /// What is no text is counted in, whosoever it is.
    @BeforeEach
    void nothingIsLeftOfOthers() {
      s3.listObjectsV2Paginator(list -> list.bucket(bucket))
          .contents()
          .forEach(object -> s3.deleteObject(delete -> delete.bucket(bucket).key(object.key())));
    }

    private void put(String name, String content) {
      s3.putObject(
          put -> put.bucket(bucket).key(query + name),
          RequestBody.fromString(content, StandardCharsets.ISO_8859_1));
    }

    private Map<String, String> there() {
      return objects(bucket, query);
    }

    @Test
    void allThatNamesALabelIsDeletedWithItsDescription() {
      put("of-another.csv", "\"label\"\n\"%s\"\n".formatted(another));
      put("of-another.csv.metadata", "label");
      put("of-nobody.txt", "");
      put("of-nobody.csv", "\"events\"\n\"5\"\n");
      var before = there();
      put("of-the-label.csv", "\"label\"\n\"%s\"\n\"%s\"\n".formatted(another, label));
      put("of-the-label.csv.metadata", "label");
      put("as-text.txt", label);

      assertThat(results.erase(APP, label)).isEqualTo(2);
      assertThat(there()).isEqualTo(before);
      assertThat(results.erase(APP, label)).isZero();
    }

    /// It is read in parts of this size, and may end in the middle of one.
    @Test
    void whereverItStandsInALargeOne() {
      var part = 1 << 16;
      for (var before : new int[] {part - 22, part - 21, part - 1, part, 3 * part - 40, 200_000}) {
        put("large.csv", "x".repeat(before) + label + "x".repeat(100));
        assertThat(results.erase(APP, label)).as(before + " bytes before it").isEqualTo(1);
      }
      put("large.csv", "x".repeat(part - 11) + label.substring(1) + "x".repeat(100));
      assertThat(results.erase(APP, label)).isZero();
      results.erase(APP, label.substring(1));
      assertThat(there()).isEmpty();
    }

    /// `UNLOAD` compresses what it writes.
    @Test
    void whatCannotBeSearchedGoesToo() {
      put("unloaded.gz", "packed");
      put("without-a-result.csv.metadata", "label");
      assertThat(results.erase(APP, label)).isEqualTo(2);
      assertThat(there()).isEmpty();
    }
  }
}
