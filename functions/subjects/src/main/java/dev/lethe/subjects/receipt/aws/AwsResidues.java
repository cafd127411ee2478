package dev.lethe.subjects.receipt.aws;

import dev.lethe.shared.aws.S3Bucket;
import dev.lethe.subjects.receipt.Remains;
import dev.lethe.subjects.receipt.Residue;
import dev.lethe.subjects.receipt.Residues;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryDescription;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Residues as AWS tells of them: from when on tables can be restored and the stream be read, and
/// the oldest objects of buckets.
public final class AwsResidues implements Residues {

  /// Where Lambda keeps what it gave up on.
  private static final String OF_LAMBDA = "aws/lambda/";

  private final DynamoDbClient dynamo;
  private final List<String> tables;
  private final KinesisClient kinesis;
  private final String stream;
  private final Buckets buckets;
  private final Clock clock;

  /// Where objects are left.
  public record Buckets(S3Bucket failures, S3Bucket quarantine, S3Bucket queryResults) {}

  /// @param tables those that have backups
  /// @param stream its ARN
  public AwsResidues(
      DynamoDbClient dynamo,
      List<String> tables,
      KinesisClient kinesis,
      String stream,
      Buckets buckets,
      Clock clock) {
    this.dynamo = dynamo;
    this.tables = List.copyOf(tables);
    this.kinesis = kinesis;
    this.stream = stream;
    this.buckets = buckets;
    this.clock = clock;
  }

  @Override
  public Optional<Remains> measure(Residue residue) {
    // Before it is looked: what is older now is not seen as gone.
    var now = clock.instant();
    return switch (residue) {
      case STREAM -> Optional.of(new Remains(residue, now.minus(retention()), now));
      case BACKUPS -> backups(now);
      case GIVEN_UP_DELIVERIES ->
          Optional.of(new Remains(residue, oldest(buckets.failures(), OF_LAMBDA), now));
      case QUARANTINE -> Optional.of(new Remains(residue, oldest(buckets.quarantine(), ""), now));
      case RUNNING_QUERIES ->
          Optional.of(new Remains(residue, oldest(buckets.queryResults(), ""), now));
      case LOGS, ACCESS_LOG, QUERY_HISTORY, TAKEN_OFF, DEAD_LABELS, TOMBSTONE ->
          throw new IllegalArgumentException("Of this residue nothing can be measured.");
    };
  }

  private Duration retention() {
    var summary = kinesis.describeStreamSummary(describe -> describe.streamARN(stream));
    return Duration.ofHours(summary.streamDescriptionSummary().retentionPeriodHours());
  }

  private Optional<Remains> backups(Instant now) {
    var recoveries = tables.stream().map(this::recovery).filter(AwsResidues::isKept).toList();
    if (recoveries.stream().anyMatch(kept -> kept.earliestRestorableDateTime() == null)) {
      return Optional.empty();
    }
    var earliest =
        recoveries.stream()
            .map(PointInTimeRecoveryDescription::earliestRestorableDateTime)
            .min(Comparator.naturalOrder());
    return Optional.of(new Remains(Residue.BACKUPS, earliest.orElse(null), now));
  }

  private PointInTimeRecoveryDescription recovery(String table) {
    return dynamo
        .describeContinuousBackups(describe -> describe.tableName(table))
        .continuousBackupsDescription()
        .pointInTimeRecoveryDescription();
  }

  private static boolean isKept(PointInTimeRecoveryDescription recovery) {
    return recovery.pointInTimeRecoveryStatus() != PointInTimeRecoveryStatus.DISABLED;
  }

  private static @Nullable Instant oldest(S3Bucket bucket, String prefix) {
    return bucket
        .list(prefix)
        .map(S3Object::lastModified)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }
}
