package dev.lethe.infra.stack;

import dev.lethe.aggregate.EntryCodec;
import dev.lethe.aggregate.aws.EntryItem;
import dev.lethe.archive.parquet.ParquetFiles;
import dev.lethe.shared.record.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;

/// Everything that the stack holds but its stream, piece by piece, unpacked: each item of each
/// table, each version and each unfinished upload of each bucket, each execution of each state
/// machine with its history, each line of each log, each metric.
public final class Everything {

  /// What SAM uploaded is code.
  private static final String ARTIFACTS = "aws-sam-cli";

  private static final byte[] GZIP = {0x1f, (byte) 0x8b};
  private static final byte[] PARQUET = text("PAR1");
  private static final byte[] ZIP = text("PK\3\4");

  private final Stack stack = Stack.running();
  private final Instant since;

  /// @param since of logs and executions, only those from then on
  public Everything(Instant since) {
    this.since = since;
  }

  /// A piece of what the stack holds.
  ///
  /// @param store a table, a bucket, `executions`, `logs` or `metrics`
  /// @param item if it is an item of a table
  public record Piece(String store, String name, Map<String, AttributeValue> item, Bytes content) {

    private Piece(String store, String name, byte[] content) {
      this(store, name, Map.of(), Bytes.copyOf(content));
    }

    /// Shows where it is.
    @Override
    public String toString() {
      return store + ' ' + name;
    }
  }

  /// Shows all.
  public void show(Consumer<Piece> to) {
    tables(to);
    objects(to);
    executions(to);
    logs(to);
    stack
        .client(CloudWatchClient.builder())
        .listMetricsPaginator()
        .metrics()
        .forEach(metric -> to.accept(new Piece("metrics", "", text(metric.toString()))));
  }

  private void tables(Consumer<Piece> to) {
    var dynamo = stack.client(DynamoDbClient.builder());
    for (var table : dynamo.listTablesPaginator().tableNames()) {
      dynamo
          .scanPaginator(scan -> scan.tableName(table).consistentRead(true))
          .items()
          .forEach(
              item -> to.accept(new Piece(table, keys(item), item, Bytes.copyOf(bytes(item)))));
    }
  }

  /// Every table of ours has texts as keys, of these names.
  private static String keys(Map<String, AttributeValue> item) {
    var name = new StringBuilder();
    item.forEach((attribute, value) -> {
      if (value.s() != null && value.s().length() < 200) {
        name.append(attribute).append('=').append(value.s()).append(' ');
      }
    });
    return name.toString();
  }

  private static byte[] bytes(Map<String, AttributeValue> item) {
    var bytes = new ByteArrayOutputStream();
    item.forEach((name, value) -> append(name, value, bytes));
    return bytes.toByteArray();
  }

  private static void append(String name, AttributeValue value, ByteArrayOutputStream to) {
    to.writeBytes(text(name + '='));
    switch (value.type()) {
      case B -> to.writeBytes(value.b().asByteArray());
      case BS -> value.bs().forEach(one -> to.writeBytes(one.asByteArray()));
      case S -> to.writeBytes(text(value.s()));
      case M -> value.m().forEach((inner, of) -> append(inner, of, to));
      case L -> value.l().forEach(of -> append("", of, to));
      default -> to.writeBytes(text(value.toString()));
    }
    if (name.equals(EntryItem.ENTRY)) {
      to.writeBytes(text(EntryCodec.decode(value.b().asByteArray()).toString()));
    }
    to.write('\n');
  }

  private void objects(Consumer<Piece> to) {
    var s3 = stack.client(S3Client.builder().forcePathStyle(true));
    for (var bucket : s3.listBuckets().buckets()) {
      if (!bucket.name().startsWith(ARTIFACTS)) {
        objects(s3, bucket.name(), to);
      }
    }
  }

  private static void objects(S3Client s3, String bucket, Consumer<Piece> to) {
    for (var page : s3.listObjectVersionsPaginator(list -> list.bucket(bucket))) {
      for (var marker : page.deleteMarkers()) {
        to.accept(new Piece(bucket, "deleted", text(marker.key())));
      }
      for (var version : page.versions()) {
        var content =
            WholeObject.read(
                s3,
                version.size(),
                WholeObject.of(bucket, version.key()).versionId(version.versionId()).build());
        to.accept(new Piece(bucket, version.key(), join(text(version.key()), unpacked(content))));
      }
    }
    for (var upload : s3.listMultipartUploadsPaginator(list -> list.bucket(bucket)).uploads()) {
      to.accept(new Piece(bucket, "unfinished", text(upload.key())));
    }
  }

  /// What something is, and what is packed in it.
  private static byte[] unpacked(byte[] content) {
    try {
      if (begins(content, GZIP)) {
        try (var packed = new GZIPInputStream(new ByteArrayInputStream(content))) {
          return join(content, packed.readAllBytes());
        }
      }
      if (begins(content, ZIP)) {
        return join(content, unzipped(content));
      }
      return begins(content, PARQUET) ? join(content, lines(content)) : content;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] unzipped(byte[] content) throws IOException {
    var all = new ByteArrayOutputStream();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(content))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        all.writeBytes(text(entry.getName()));
        all.writeBytes(zip.readAllBytes());
      }
    }
    return all.toByteArray();
  }

  private static byte[] lines(byte[] content) {
    var all = new ByteArrayOutputStream();
    for (var line : new ParquetFiles().read(Bytes.copyOf(content))) {
      all.writeBytes(text(line.toString()));
      var sealed = line.taken().sealed();
      if (sealed != null) {
        all.writeBytes(sealed.toArray());
      }
    }
    return all.toByteArray();
  }

  private static boolean begins(byte[] content, byte[] with) {
    return content.length >= with.length
        && Arrays.equals(content, 0, with.length, with, 0, with.length);
  }

  private void executions(Consumer<Piece> to) {
    var stepFunctions = stack.client(SfnClient.builder());
    for (var machine : stepFunctions.listStateMachinesPaginator().stateMachines()) {
      var arn = machine.stateMachineArn();
      stepFunctions
          .listExecutionsPaginator(list -> list.stateMachineArn(arn))
          .executions()
          .forEach(execution -> {
            if (execution.startDate().isBefore(since)) {
              return;
            }
            var all = new StringBuilder();
            var arnOfIt = execution.executionArn();
            all.append(stepFunctions.describeExecution(of -> of.executionArn(arnOfIt)));
            stepFunctions
                .getExecutionHistoryPaginator(
                    of -> of.executionArn(arnOfIt).includeExecutionData(true))
                .events()
                .forEach(all::append);
            to.accept(new Piece("executions", arnOfIt, text(all.toString())));
          });
    }
  }

  private void logs(Consumer<Piece> to) {
    var logs = stack.client(CloudWatchLogsClient.builder());
    for (var group : logs.describeLogGroupsPaginator().logGroups()) {
      logs.filterLogEventsPaginator(
              filter -> filter.logGroupName(group.logGroupName()).startTime(since.toEpochMilli()))
          .events()
          .forEach(
              event -> to.accept(new Piece("logs", group.logGroupName(), text(event.message()))));
    }
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] join(byte[] first, byte[] second) {
    var both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
