package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.infra.stack.Functions;
import dev.lethe.infra.stack.Stack;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// What is past its time is deleted, by the function as it is deployed.
class SweepingFunctionTest {

  private final Stack stack = Stack.running();
  private final S3Client s3 = stack.client(S3Client.builder().forcePathStyle(true));
  private final String bucket = stack.output("ArchiveBucket");

  /// An object that came some days ago, and is kept for some.
  private String object(int daysAgo, int retention) {
    var day = LocalDate.now(ZoneOffset.UTC).minusDays(daysAgo);
    var name = "lines/day=%s/hour=00/%d-%s".formatted(day, retention, UUID.randomUUID());
    s3.putObject(put -> put.bucket(bucket).key(name), RequestBody.empty());
    return name;
  }

  private List<String> thereOf(List<String> names) {
    return s3.listObjectsV2Paginator(list -> list.bucket(bucket)).contents().stream()
        .map(object -> object.key())
        .filter(names::contains)
        .toList();
  }

  @Test
  void linesThatAreOverAreDeletedAndNoOthers() {
    var over = object(31, 30);
    var lasts = object(30, 30);
    var longer = object(31, 90);

    Functions.call("sweeping", Documents.text("events/retention-closing.json"));

    assertThat(thereOf(List.of(over, lasts, longer))).containsExactlyInAnyOrder(lasts, longer);
    s3.deleteObject(delete -> delete.bucket(bucket).key(lasts));
    s3.deleteObject(delete -> delete.bucket(bucket).key(longer));
  }
}
