package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.infra.sdk.Plan;
import dev.lethe.infra.sdk.SegmentJavaSdk;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.registry.Feature;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/// A record that nobody can decode is kept, and does not hold up what comes behind it.
class UndecodableRecordTest {

  private final Stack stack = Stack.running();
  private final KinesisClient kinesis = stack.client(KinesisClient.builder());
  private final S3Client s3 = stack.client(S3Client.builder().forcePathStyle(true));

  @Test
  void isKeptAndPassedOver() {
    var junk = "junk " + UUID.randomUUID();
    kinesis.putRecord(put ->
        put.streamName(stack.output("StreamName"))
            .partitionKey("junk")
            .data(SdkBytes.fromUtf8String(junk)));

    var tenant = Tenant.enrol("Behind").with(Feature.END_USER_IDENTIFIER).with(Feature.GOALS);
    var now = Instant.now();
    var plan = Plan.of(stack.api().toString(), tenant.writeKey(), now);
    assertThat(new SegmentJavaSdk().send(plan)).isEmpty();
    var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    assertThat(tenant.await(today.minusDays(1), today, "", plan.events().size()))
        .isEqualTo(plan.expected(""));
    var bucket = stack.output("FailuresBucket");
    assertThat(s3.listObjectsV2(list -> list.bucket(bucket).prefix("undecodable/")).contents())
        .extracting(S3Object::key)
        .anySatisfy(key ->
            assertThat(s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asUtf8String())
                .isEqualTo(junk));
  }
}
