package dev.lethe.shared.lane.aws;

import dev.lethe.shared.lane.Failures;
import dev.lethe.shared.lane.LaneRecord;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/// Keeps records in the failures bucket, under why they were passed over, whose they are, and where
/// they stood ([FailureFolder]), with the lane that they were in, and counts them in the metrics
/// `UndecodableRecords` and `SkippedRecords`.
public final class S3Failures implements Failures {

  private static final String NAMESPACE = "Lethe";

  /// The metadata that says in which lane a record was: [its partition
  /// key](https://docs.aws.amazon.com/streams/latest/dev/key-concepts.html).
  private static final String LANE = "lane";

  /// What labels and the lanes of tallies are made of: base64url and UUIDs.
  private static final Pattern LABELS = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private static final int PRECONDITION_FAILED = 412;

  private final S3Client s3;
  private final String bucket;
  private final Metrics metrics;
  private final DimensionSet dimensions;
  private final Map<Reason, FailureFolder> folders;

  /// @param consumer who passes records over; a dimension of the metrics
  /// @param folders where what is passed over is kept; a reason that is not there keeps nothing,
  ///   since another consumer keeps the same
  public S3Failures(
      S3Client s3,
      String bucket,
      Metrics metrics,
      String consumer,
      Map<Reason, FailureFolder> folders) {
    this.s3 = s3;
    this.bucket = bucket;
    this.metrics = metrics;
    this.dimensions = DimensionSet.of("service", consumer);
    this.folders = Map.copyOf(folders);
  }

  @Override
  public void keep(LaneRecord passedOver, Reason why) {
    var folder = folders.get(why);
    if (folder == null) {
      return;
    }
    try {
      s3.putObject(
          put ->
              put.bucket(bucket)
                  .key(folder.name(passedOver))
                  .metadata(lane(passedOver))
                  .ifNoneMatch("*"),
          RequestBody.fromBytes(passedOver.bytes().toArray()));
    } catch (S3Exception e) {
      if (e.statusCode() != PRECONDITION_FAILED) {
        throw e;
      }
      // It is kept already, and perhaps mended since.
    }
    metrics.flushSingleMetric(metric(why), 1, MetricUnit.COUNT, NAMESPACE, dimensions);
  }

  /// A lane of ours. Any other is nothing to write in an HTTP header, nor to put a record back
  /// into.
  private static Map<String, String> lane(LaneRecord passedOver) {
    return LABELS.matcher(passedOver.lane()).matches() ? Map.of(LANE, passedOver.lane()) : Map.of();
  }

  private static String metric(Reason why) {
    return switch (why) {
      case UNDECODABLE -> "UndecodableRecords";
      case SKIPPED -> "SkippedRecords";
    };
  }
}
