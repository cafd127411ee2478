package dev.lethe.aggregate.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.aggregate.Counters;
import dev.lethe.aggregate.Position;
import dev.lethe.shared.counters.CounterItem;
import dev.lethe.shared.counters.CounterKey;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// Counters in the Insights table. The number and the shard's watermark change in one update, or
/// neither does.
public final class DynamoCounters implements Counters {

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoCounters(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public Addition add(CounterKey counter, Position first, Position last, long delta) {
    var watermark = "shard" + first.shard();
    try {
      dynamo.updateItem(update ->
          update
              .tableName(table)
              .key(
                  Map.of(
                      CounterItem.PARTITION, fromS(counter.partition(first.shard())),
                      CounterItem.SORT, fromS(counter.sort())))
              .updateExpression("ADD #n :delta SET #watermark = :last, #expires = :expires")
              .conditionExpression("attribute_not_exists(#watermark) OR #watermark < :first")
              .expressionAttributeNames(
                  Map.of(
                      "#n", CounterItem.NUMBER,
                      "#watermark", watermark,
                      "#expires", CounterItem.EXPIRES))
              .expressionAttributeValues(
                  Map.of(
                      ":delta", fromN(Long.toString(delta)),
                      ":first", fromS(first.sequence()),
                      ":last", fromS(last.sequence()),
                      ":expires", fromN(Long.toString(counter.expires().getEpochSecond()))))
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return new Addition.Done();
    } catch (ConditionalCheckFailedException e) {
      var found = e.item().get(watermark);
      if (found == null) {
        throw new IllegalStateException("A counter was refused for a watermark that it lacks.", e);
      }
      return new Addition.AlreadyUpTo(found.s());
    }
  }
}
