package dev.lethe.retention.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.retention.Progress;
import dev.lethe.shared.counters.aws.ClosedItem;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// How far counters are closed, in the Insights table beside them.
public final class DynamoProgress implements Progress {

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoProgress(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public Optional<LocalDate> closed(String app) {
    var item =
        dynamo
            .getItem(get -> get.tableName(table).key(ClosedItem.key(app)).consistentRead(true))
            .item();
    return item.isEmpty() ? Optional.empty() : Optional.of(ClosedItem.day(item));
  }

  @Override
  public void note(String app, LocalDate day) {
    dynamo.updateItem(update ->
        update
            .tableName(table)
            .key(ClosedItem.key(app))
            .updateExpression("SET #day = :day")
            .expressionAttributeNames(Map.of("#day", ClosedItem.DAY))
            .expressionAttributeValues(Map.of(":day", fromS(day.toString()))));
  }
}
