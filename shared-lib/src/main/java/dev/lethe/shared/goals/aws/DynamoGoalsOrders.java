package dev.lethe.shared.goals.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.goals.GoalsOrder;
import dev.lethe.shared.goals.OpenGoalsOrders;
import dev.lethe.shared.lane.aws.LedgerItem;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Orders in the Ledger table, read strongly consistent.
public final class DynamoGoalsOrders implements OpenGoalsOrders {

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoGoalsOrders(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public Optional<GoalsOrder> of(String app) {
    var answer =
        dynamo.getItem(
            get -> get.tableName(table).consistentRead(true).key(GoalsOrderItem.key(app)));
    return answer.hasItem() ? Optional.of(GoalsOrderItem.read(answer.item())) : Optional.empty();
  }

  @Override
  public Optional<GoalsOrder> due(Instant now) {
    return dynamo
        .queryPaginator(query ->
            query
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression("#label = :orders")
                .expressionAttributeNames(Map.of("#label", LedgerItem.LABEL))
                .expressionAttributeValues(Map.of(":orders", fromS(GoalsOrderItem.LABEL))))
        .items()
        .stream()
        .map(GoalsOrderItem::read)
        .filter(order -> order.isOpen() && !order.covers(now))
        .findFirst();
  }

  @Override
  public void done(GoalsOrder order, Instant now) {
    try {
      dynamo.updateItem(update ->
          update
              .tableName(table)
              .key(GoalsOrderItem.key(order.app()))
              .updateExpression("SET #done = :now")
              .conditionExpression("#before = :before AND attribute_not_exists(#done)")
              .expressionAttributeNames(
                  Map.of("#done", GoalsOrderItem.DONE, "#before", GoalsOrderItem.BEFORE))
              .expressionAttributeValues(
                  Map.of(
                      ":now", GoalsOrderItem.number(now),
                      ":before", GoalsOrderItem.number(order.before()))));
    } catch (ConditionalCheckFailedException e) {
      // Another was given since, or it is done.
    }
  }
}
