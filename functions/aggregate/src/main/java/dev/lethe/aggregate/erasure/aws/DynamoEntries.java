package dev.lethe.aggregate.erasure.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.aggregate.aws.EntryItem;
import dev.lethe.aggregate.erasure.Entries;
import dev.lethe.shared.lane.aws.LedgerItem;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Select;

/// Entries in the Ledger table, strongly consistent; also those that are past their time and still
/// there.
public final class DynamoEntries implements Entries {

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoEntries(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public long count(String label) {
    return dynamo
        .queryPaginator(query ->
            query
                .tableName(table)
                .consistentRead(true)
                .select(Select.COUNT)
                .keyConditionExpression("#label = :label")
                .filterExpression("attribute_exists(#entry)")
                .expressionAttributeNames(
                    Map.of("#label", LedgerItem.LABEL, "#entry", EntryItem.ENTRY))
                .expressionAttributeValues(Map.of(":label", fromS(label))))
        .stream()
        .mapToLong(page -> page.count())
        .sum();
  }
}
