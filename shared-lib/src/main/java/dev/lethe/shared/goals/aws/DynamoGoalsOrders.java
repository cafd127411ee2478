package dev.lethe.shared.goals.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.goals.GoalsOrder;
import dev.lethe.shared.goals.OpenGoalsOrders;
import dev.lethe.shared.lane.aws.LedgerItem;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Orders in the Ledger table, read strongly consistent.
public final class DynamoGoalsOrders implements OpenGoalsOrders {

  private static final String FREE = " AND (attribute_not_exists(#held) OR #held <= :now)";

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
  public Optional<GoalsOrder> take(Instant now) {
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
        .filter(
            order -> update(order, GoalsOrderItem.HELD, now.plus(HELD), FREE, Map.of(":now", now)))
        .findFirst();
  }

  @Override
  public void hold(GoalsOrder order, Instant now) {
    update(order, GoalsOrderItem.HELD, now.plus(HELD), "", Map.of());
  }

  @Override
  public void done(GoalsOrder order, Instant now) {
    update(order, GoalsOrderItem.DONE, now, "", Map.of());
  }

  /// Notes a time, if the order is still the one that is open.
  ///
  /// @param more what else must be so
  /// @return whether it was
  private boolean update(
      GoalsOrder order, String attribute, Instant time, String more, Map<String, Instant> times) {
    var names =
        new HashMap<>(
            Map.of(
                "#done", GoalsOrderItem.DONE, "#before", GoalsOrderItem.BEFORE, "#at", attribute));
    if (!more.isEmpty()) {
      names.put("#held", GoalsOrderItem.HELD);
    }
    var values = new HashMap<String, AttributeValue>();
    values.put(":at", GoalsOrderItem.number(time));
    values.put(":before", GoalsOrderItem.number(order.before()));
    times.forEach((name, value) -> values.put(name, GoalsOrderItem.number(value)));
    try {
      dynamo.updateItem(update ->
          update
              .tableName(table)
              .key(GoalsOrderItem.key(order.app()))
              .updateExpression("SET #at = :at")
              .conditionExpression("#before = :before AND attribute_not_exists(#done)" + more)
              .expressionAttributeNames(names)
              .expressionAttributeValues(values));
      return true;
    } catch (ConditionalCheckFailedException e) {
      // Another was given since, or it is done, or somebody else's.
      return false;
    }
  }
}
