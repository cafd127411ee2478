package dev.lethe.shared.lane.aws;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Writes many items that nobody else writes.
public final class BatchWrites {

  /// `BatchWriteItem` takes no more
  /// (<https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html>).
  private static final int ITEMS_PER_CALL = 25;

  /// How often what DynamoDB left out is tried again.
  private static final int TRIES = 6;

  private final DynamoDbClient dynamo;
  private final String table;

  public BatchWrites(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  /// Writes items, each over what may be there.
  ///
  /// @throws IllegalStateException if DynamoDB did not take all of them; some may be written
  public void put(List<Map<String, AttributeValue>> items) {
    write(
        items.stream()
            .map(item -> WriteRequest.builder().putRequest(put -> put.item(item)).build())
            .toList());
  }

  /// Deletes items that may be there.
  ///
  /// @throws IllegalStateException if DynamoDB did not take all of them; some may be deleted
  public void delete(List<Map<String, AttributeValue>> keys) {
    write(
        keys.stream()
            .map(key -> WriteRequest.builder().deleteRequest(delete -> delete.key(key)).build())
            .toList());
  }

  private void write(List<WriteRequest> requests) {
    for (var from = 0; from < requests.size(); from += ITEMS_PER_CALL) {
      writeAtOnce(requests.subList(from, Math.min(requests.size(), from + ITEMS_PER_CALL)));
    }
  }

  private void writeAtOnce(List<WriteRequest> all) {
    var open = all;
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
