package dev.lethe.aggregate.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.aggregate.Counters;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.counters.aws.CounterItem;
import dev.lethe.shared.lane.Position;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// Counters in the Insights table. The numbers and the shard's watermark change in one update, or
/// none does.
public final class DynamoCounters implements Counters {

  /// `BatchGetItem` takes no more
  /// (<https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html>).
  private static final int ITEMS_PER_CALL = 100;

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoCounters(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public Addition add(CounterKey counter, Position first, Position last, Numbers delta) {
    try {
      dynamo.updateItem(update(counter, first, last, delta));
      return new Addition.Done();
    } catch (ConditionalCheckFailedException e) {
      var found = e.item().get(watermark(first));
      if (found == null) {
        throw new IllegalStateException("A counter was refused for a watermark that it lacks.", e);
      }
      return new Addition.AlreadyUpTo(found.s());
    }
  }

  private static String watermark(Position position) {
    return CounterItem.WATERMARK + position.shard();
  }

  private UpdateItemRequest update(
      CounterKey counter, Position first, Position last, Numbers delta) {
    var names = new HashMap<String, String>();
    names.put("#watermark", watermark(first));
    names.put("#expires", CounterItem.EXPIRES);
    var values = new HashMap<String, AttributeValue>();
    values.put(":first", fromS(first.sequence()));
    values.put(":last", fromS(last.sequence()));
    values.put(":expires", fromN(Long.toString(counter.expires().getEpochSecond())));
    var additions = new ArrayList<String>();
    for (var part : CounterItem.PARTS) {
      var number = part.of().applyAsLong(delta);
      if (number != 0) {
        names.put("#" + part.attribute(), part.attribute());
        values.put(":" + part.attribute(), fromN(Long.toString(number)));
        additions.add("#%1$s :%1$s".formatted(part.attribute()));
      }
    }
    var added = additions.isEmpty() ? "" : "ADD " + String.join(", ", additions) + " ";
    return UpdateItemRequest.builder()
        .tableName(table)
        .key(key(counter.partition(first.shard()), counter))
        .updateExpression(added + "SET #watermark = :last, #expires = :expires")
        .conditionExpression("attribute_not_exists(#watermark) OR #watermark < :first")
        .expressionAttributeNames(names)
        .expressionAttributeValues(values)
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }

  private static Map<String, AttributeValue> key(String partition, CounterKey counter) {
    return Map.of(CounterItem.PARTITION, fromS(partition), CounterItem.SORT, fromS(counter.sort()));
  }

  @Override
  public Map<CounterKey, Numbers> read(Collection<CounterKey> counters) {
    var wanted = new HashMap<Map<String, AttributeValue>, CounterKey>();
    for (var counter : counters) {
      for (var spread = 0L; spread < CounterKey.SPREADS; spread++) {
        wanted.put(key(counter.partition(spread), counter), counter);
      }
    }
    var found = new HashMap<CounterKey, Numbers>();
    var keys = List.copyOf(wanted.keySet());
    for (var from = 0; from < keys.size(); from += ITEMS_PER_CALL) {
      var part = keys.subList(from, Math.min(keys.size(), from + ITEMS_PER_CALL));
      var request =
          Map.of(table, KeysAndAttributes.builder().keys(part).consistentRead(true).build());
      for (var page : dynamo.batchGetItemPaginator(get -> get.requestItems(request))) {
        for (var item : page.responses().getOrDefault(table, List.of())) {
          var key =
              Map.of(
                  CounterItem.PARTITION, present(item, CounterItem.PARTITION),
                  CounterItem.SORT, present(item, CounterItem.SORT));
          var counter = wanted.get(key);
          if (counter != null) {
            found.merge(counter, CounterItem.numbers(item), Numbers::plus);
          }
        }
      }
    }
    return found;
  }
}
