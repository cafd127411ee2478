package dev.lethe.shared.aws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/// Reads items of several tables at once, strongly consistent: with one `BatchGetItem` for each 100
/// items (<https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html>).
/// What DynamoDB leaves out for lack of capacity is asked for again.
public final class BatchRead {

  private static final int ITEMS_PER_CALL = 100;
  private static final int TRIES = 6;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

  private final DynamoDbClient dynamo;
  private final Pause pause;

  public BatchRead(DynamoDbClient dynamo, Pause pause) {
    this.dynamo = dynamo;
    this.pause = pause;
  }

  /// What was found, by table and key.
  public static final class Items {

    private final Map<String, Map<Map<String, AttributeValue>, Map<String, AttributeValue>>> found =
        new HashMap<>();

    /// The item of a key; nothing if there is none.
    public @Nullable Map<String, AttributeValue> get(
        String table, Map<String, AttributeValue> key) {
      return found.getOrDefault(table, Map.of()).get(key);
    }

    private void add(
        String table, List<Map<String, AttributeValue>> keys, Map<String, AttributeValue> item) {
      var ofTable = found.computeIfAbsent(table, unseen -> new HashMap<>());
      var names = keys.getFirst().keySet();
      var key = new HashMap<>(item);
      key.keySet().retainAll(names);
      ofTable.put(key, item);
    }
  }

  /// Reads the items of keys, by table.
  public Items read(Map<String, List<Map<String, AttributeValue>>> keys) {
    var items = new Items();
    for (var page : pages(keys)) {
      read(page, items);
    }
    return items;
  }

  private void read(Map<String, KeysAndAttributes> page, Items items) {
    var open = page;
    var wait = FIRST_PAUSE;
    for (var attempt = 0; attempt < TRIES; attempt++) {
      var asked = open;
      var answer = dynamo.batchGetItem(read -> read.requestItems(asked));
      answer
          .responses()
          .forEach((table, found) -> {
            var wanted = page.get(table);
            if (wanted != null) {
              found.forEach(item -> items.add(table, wanted.keys(), item));
            }
          });
      open = answer.unprocessedKeys();
      if (open.isEmpty()) {
        return;
      }
      waitFor(wait);
      wait = wait.multipliedBy(2);
    }
    throw new IllegalStateException("DynamoDB did not give all items.");
  }

  private void waitFor(Duration wait) {
    try {
      pause.of(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The function is being stopped.", e);
    }
  }

  private static List<Map<String, KeysAndAttributes>> pages(
      Map<String, List<Map<String, AttributeValue>>> keys) {
    var pages = new ArrayList<Map<String, List<Map<String, AttributeValue>>>>();
    var number = 0;
    for (var table : keys.entrySet()) {
      for (var key : table.getValue()) {
        if (number++ % ITEMS_PER_CALL == 0) {
          pages.add(new HashMap<>());
        }
        pages.getLast().computeIfAbsent(table.getKey(), unseen -> new ArrayList<>()).add(key);
      }
    }
    return pages.stream().map(BatchRead::request).toList();
  }

  private static Map<String, KeysAndAttributes> request(
      Map<String, List<Map<String, AttributeValue>>> page) {
    var request = new HashMap<String, KeysAndAttributes>();
    page.forEach((table, keys) ->
        request.put(table, KeysAndAttributes.builder().keys(keys).consistentRead(true).build()));
    return request;
  }
}
