package dev.lethe.aggregate.aws;

import dev.lethe.aggregate.Failures;
import dev.lethe.aggregate.LaneRecord;
import java.util.Locale;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/// Keeps undecodable records in the failures bucket, under their shard and sequence number, and
/// counts them in the metric `UndecodableRecords`.
public final class S3Failures implements Failures {

  private static final String NAMESPACE = "Lethe";
  private static final String METRIC = "UndecodableRecords";

  private final S3Client s3;
  private final String bucket;
  private final Metrics metrics;

  public S3Failures(S3Client s3, String bucket, Metrics metrics) {
    this.s3 = s3;
    this.bucket = bucket;
    this.metrics = metrics;
  }

  @Override
  public void keep(LaneRecord undecodable) {
    var position = undecodable.position();
    var key =
        String.format(Locale.ROOT, "undecodable/%012d/%s", position.shard(), position.sequence());
    s3.putObject(
        put -> put.bucket(bucket).key(key), RequestBody.fromBytes(undecodable.bytes().toArray()));
    metrics.flushSingleMetric(
        METRIC, 1, MetricUnit.COUNT, NAMESPACE, DimensionSet.of("service", "aggregate"));
  }
}
