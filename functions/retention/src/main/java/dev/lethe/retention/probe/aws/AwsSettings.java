package dev.lethe.retention.probe.aws;

import dev.lethe.retention.probe.Place;
import dev.lethe.retention.probe.Reported;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;

/// How things are kept, as AWS describes it.
public final class AwsSettings implements Supplier<Reported> {

  private final Services services;
  private final Names names;

  /// Whom it asks.
  public record Services(
      DynamoDbClient dynamo, S3Client s3, KinesisClient kinesis, CloudWatchLogsClient logs) {}

  /// What it asks about.
  ///
  /// @param stream its ARN
  /// @param logs log groups by what their names begin with: of functions, and the access log
  public record Names(
      Map<Place, String> tables,
      Map<Place, String> buckets,
      String stream,
      Map<Place, String> logs) {

    public Names {
      tables = Map.copyOf(tables);
      buckets = Map.copyOf(buckets);
      logs = Map.copyOf(logs);
    }
  }

  public AwsSettings(Services services, Names names) {
    this.services = services;
    this.names = names;
  }

  @Override
  public Reported get() {
    var tables = new EnumMap<Place, Reported.Table>(Place.class);
    names.tables().forEach((place, name) -> tables.put(place, table(name)));
    var lifecycles = new S3Settings(services.s3());
    var buckets = new EnumMap<Place, Reported.Bucket>(Place.class);
    names.buckets().forEach((place, name) -> buckets.put(place, lifecycles.of(name)));
    var stream =
        services
            .kinesis()
            .describeStreamSummary(describe -> describe.streamARN(names.stream()))
            .streamDescriptionSummary();
    var logs =
        names.logs().entrySet().stream()
            .flatMap(group -> logs(group.getKey(), group.getValue()))
            .toList();
    return new Reported(tables, buckets, stream.retentionPeriodHours(), logs);
  }

  private Reported.Table table(String name) {
    var dynamo = services.dynamo();
    var live =
        dynamo.describeTimeToLive(describe -> describe.tableName(name)).timeToLiveDescription();
    var isOn =
        List.of(TimeToLiveStatus.ENABLED, TimeToLiveStatus.ENABLING)
            .contains(live.timeToLiveStatus());
    var size = dynamo.describeTable(describe -> describe.tableName(name)).table().tableSizeBytes();
    return new Reported.Table(isOn ? live.attributeName() : null, backups(name), size);
  }

  private Reported.Backups backups(String table) {
    var told =
        services
            .dynamo()
            .describeContinuousBackups(describe -> describe.tableName(table))
            .continuousBackupsDescription()
            .pointInTimeRecoveryDescription();
    return new Reported.Backups(
        told.pointInTimeRecoveryStatus() != PointInTimeRecoveryStatus.DISABLED,
        told.recoveryPeriodInDays(),
        told.earliestRestorableDateTime());
  }

  private Stream<Reported.LogGroup> logs(Place place, String prefix) {
    return services
        .logs()
        .describeLogGroupsPaginator(describe -> describe.logGroupNamePrefix(prefix))
        .logGroups()
        .stream()
        .map(group ->
            new Reported.LogGroup(
                place,
                group.logGroupName(),
                group.retentionInDays(),
                group.storedBytes() == null ? 0 : group.storedBytes()));
  }
}
