package dev.lethe.aggregate.aws;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Writes many items that nobody else writes.
final class BatchWrites {

  /// `BatchWriteItem` takes no more
  /// (<https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html>).
  private static final int ITEMS_PER_CALL = 25;

  /// How often what DynamoDB left out is tried again.
  private static final int TRIES = 6;

  private final DynamoDbClient dynamo;
  private final String table;

  BatchWrites(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  /// @throws IllegalStateException if DynamoDB did not take all of them; some may be written
  void put(List<Map<String, AttributeValue>> items) {
    for (var from = 0; from < items.size(); from += ITEMS_PER_CALL) {
      putAll(items.subList(from, Math.min(items.size(), from + ITEMS_PER_CALL)));
    }
  }

  private void putAll(List<Map<String, AttributeValue>> items) {
    var open =
        items.stream()
            .map(item ->
                WriteRequest.builder().putRequest(PutRequest.builder().item(item).build()).build())
            .toList();
    for (var tried = 0; tried < TRIES && !open.isEmpty(); tried++) {
      var requests = Map.of(table, open);
      open =
          dynamo
              .batchWriteItem(batch -> batch.requestItems(requests))
              .unprocessedItems()
              .getOrDefault(table, List.of());
    }
    if (!open.isEmpty()) {
      throw new IllegalStateException("DynamoDB did not take all items.");
    }
  }
}
