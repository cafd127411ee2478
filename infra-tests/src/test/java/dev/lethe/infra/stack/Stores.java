package dev.lethe.infra.stack;

import dev.lethe.aggregate.EntryCodec;
import dev.lethe.aggregate.aws.EntryItem;
import dev.lethe.shared.record.RecordCodec;
import dev.lethe.shared.record.StreamRecord;
import dev.lethe.shared.record.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.s3.S3Client;

/// Everything that the stack holds, as bytes: each byte a character, so that it can be searched.
public final class Stores {

  /// What SAM uploaded is code.
  private static final String ARTIFACTS = "aws-sam-cli";

  private final Stack stack = Stack.running();

  /// What was found, by store; each has something in it.
  public Map<String, List<String>> all() {
    var stores = new TreeMap<String, List<String>>();
    stores.put("stream", records().stream().map(Stores::text).toList());
    for (var table :
        List.of("RegistryTable", "VaultTable", "LedgerTable", "InsightsTable", "RequestsTable")) {
      stores.put(table, items(table).map(Stores::text).toList());
    }
    stores.put("objects", objects());
    stores.put("archive", new ArchivedLines().all().stream().map(Object::toString).toList());
    stores.put("logs", logs());
    stores.put("metrics", metrics());
    return stores;
  }

  /// The records on the stream.
  public List<byte[]> records() {
    var kinesis = stack.client(KinesisClient.builder());
    var name = stack.output("StreamName");
    var records = new ArrayList<byte[]>();
    for (var shard : kinesis.listShards(list -> list.streamName(name)).shards()) {
      var iterator =
          kinesis
              .getShardIterator(from ->
                  from.streamName(name)
                      .shardId(shard.shardId())
                      .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
              .shardIterator();
      while (iterator != null) {
        var next = iterator;
        var read = kinesis.getRecords(get -> get.shardIterator(next));
        read.records().forEach(found -> records.add(found.data().asByteArray()));
        iterator = read.records().isEmpty() ? null : read.nextShardIterator();
      }
    }
    return records;
  }

  /// The events of an application that are on the stream. Tests put on it what is no record, too.
  public Stream<StreamRecord> taken(String app) {
    return records().stream().flatMap(Stores::taken).filter(taken -> taken.app().equals(app));
  }

  private static Stream<StreamRecord> taken(byte[] bytes) {
    try {
      return RecordCodec.decode(bytes) instanceof StreamRecord taken
          ? Stream.of(taken)
          : Stream.empty();
    } catch (UndecodableRecordException e) {
      return Stream.empty();
    }
  }

  /// The label under which so many events of an application came; a test has no other way to it.
  public String label(String app, long events) {
    return taken(app)
        .collect(Collectors.groupingBy(StreamRecord::label, Collectors.counting()))
        .entrySet()
        .stream()
        .filter(label -> label.getValue() == events)
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  /// The items of a table, by its output's name.
  public Stream<Map<String, AttributeValue>> items(String table) {
    var dynamo = stack.client(DynamoDbClient.builder());
    return dynamo.scanPaginator(scan -> scan.tableName(stack.output(table))).items().stream();
  }

  private List<String> objects() {
    var s3 = stack.client(S3Client.builder().forcePathStyle(true));
    return s3.listBuckets().buckets().stream()
        .filter(bucket -> !bucket.name().startsWith(ARTIFACTS))
        .flatMap(bucket ->
            s3.listObjectsV2Paginator(list -> list.bucket(bucket.name())).contents().stream()
                .map(object ->
                    object.key()
                        + text(
                            s3.getObjectAsBytes(get -> get.bucket(bucket.name()).key(object.key()))
                                .asByteArray())))
        .toList();
  }

  /// The lines that functions have logged.
  public List<String> logs() {
    var logs = stack.client(CloudWatchLogsClient.builder());
    return logs.describeLogGroupsPaginator().logGroups().stream()
        .flatMap(group ->
            logs
                .filterLogEventsPaginator(filter -> filter.logGroupName(group.logGroupName()))
                .events()
                .stream())
        .map(FilteredLogEvent::message)
        .toList();
  }

  private List<String> metrics() {
    return stack.client(CloudWatchClient.builder()).listMetricsPaginator().metrics().stream()
        .map(Object::toString)
        .toList();
  }

  private static String text(Map<String, AttributeValue> item) {
    var text = new StringBuilder();
    item.forEach((name, value) -> append(name, value, text));
    return text.toString();
  }

  private static void append(String name, AttributeValue value, StringBuilder text) {
    text.append(name).append('=');
    switch (value.type()) {
      case B -> text.append(text(value.b().asByteArray()));
      case M -> value.m().forEach((inner, of) -> append(inner, of, text));
      default -> text.append(value);
    }
    if (name.equals(EntryItem.ENTRY)) {
      text.append(EntryCodec.decode(value.b().asByteArray()));
    }
    text.append('\n');
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
