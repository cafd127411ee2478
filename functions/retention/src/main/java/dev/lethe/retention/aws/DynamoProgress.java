package dev.lethe.retention.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.retention.Progress;
import dev.lethe.shared.counters.aws.CounterItem;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// How far counters are closed, in the Insights table beside them.
public final class DynamoProgress implements Progress {

  private static final String DAY = "day";

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoProgress(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  private static Map<String, AttributeValue> key(String app) {
    return Map.of(CounterItem.PARTITION, fromS(app + "#closed"), CounterItem.SORT, fromS("day"));
  }

  @Override
  public Optional<LocalDate> closed(String app) {
    var item =
        dynamo.getItem(get -> get.tableName(table).key(key(app)).consistentRead(true)).item();
    return item.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(present(item, DAY).s()));
  }

  @Override
  public void note(String app, LocalDate day) {
    dynamo.updateItem(update ->
        update
            .tableName(table)
            .key(key(app))
            .updateExpression("SET #day = :day")
            .expressionAttributeNames(Map.of("#day", DAY))
            .expressionAttributeValues(Map.of(":day", fromS(day.toString()))));
  }
}
