package dev.lethe.shared.termination.aws;

import dev.lethe.shared.lane.aws.BatchWrites;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/// A table in
/// [segments](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Scan.html#Scan.ParallelScan)
/// that are read beside each other, each named `3/64`.
public final class Segments {

  /// How much of a table a segment is, roughly: it is read twice and deleted in a quarter of an
  /// hour.
  private static final long BYTES = 64L << 20;

  /// Their names stay under the [256
  /// KiB](https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html) that a state
  /// machine hands on.
  private static final int MOST = 4_000;

  /// Calls that delete, at a time.
  private static final int DELETIONS_AT_A_TIME = 8;

  private static final int ITEMS_PER_DELETION = 500;

  private final DynamoDbClient dynamo;
  private final String table;
  private final BatchWrites writes;

  public Segments(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
    this.writes = new BatchWrites(dynamo, table);
  }

  /// All segments. DynamoDB tells the size of some hours ago.
  public List<String> all() {
    var bytes =
        dynamo.describeTable(describe -> describe.tableName(table)).table().tableSizeBytes();
    var number = Math.clamp(1 + (bytes == null ? 0 : bytes) / BYTES, 1, MOST);
    return IntStream.range(0, number).mapToObj(each -> each + "/" + number).toList();
  }

  /// Reads a segment, strongly consistent, page by page.
  ///
  /// @param asked what of the items, and of which
  public void read(
      String segment,
      Consumer<ScanRequest.Builder> asked,
      Consumer<List<Map<String, AttributeValue>>> page) {
    var slash = segment.indexOf('/');
    dynamo
        .scanPaginator(scan -> {
          asked.accept(scan.tableName(table).consistentRead(true));
          scan.segment(Integer.valueOf(segment.substring(0, slash)))
              .totalSegments(Integer.valueOf(segment.substring(slash + 1)));
        })
        .forEach(read -> page.accept(read.items()));
  }

  /// Counts the items of a segment, read whole, that are as is said.
  public long count(String segment, Predicate<Map<String, AttributeValue>> isSo) {
    var found = new long[1];
    read(segment, whole -> {}, page -> found[0] += page.stream().filter(isSo).count());
    return found[0];
  }

  /// Deletes items, by their keys.
  ///
  /// @param keys the names of the table's key attributes
  public void delete(List<Map<String, AttributeValue>> items, Set<String> keys) {
    var named = new ArrayList<Map<String, AttributeValue>>();
    for (var item : items) {
      var key = new HashMap<>(item);
      key.keySet().retainAll(keys);
      named.add(key);
    }
    try (var threads =
        Executors.newFixedThreadPool(DELETIONS_AT_A_TIME, Thread.ofVirtual().factory())) {
      CompletableFuture.allOf(
              IntStream.iterate(0, from -> from < named.size(), from -> from + ITEMS_PER_DELETION)
                  .mapToObj(from ->
                      CompletableFuture.runAsync(
                          () ->
                              writes.delete(
                                  named.subList(
                                      from, Math.min(named.size(), from + ITEMS_PER_DELETION))),
                          threads))
                  .toArray(CompletableFuture[]::new))
          .join();
    }
  }
}
