package dev.lethe.shared.registry.aws;

import dev.lethe.shared.registry.ClosedFeatures;
import dev.lethe.shared.registry.Feature;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The journal of closings in the Requests table, strongly consistent. What is over may be read
/// still: it closes nothing that is not closed.
public final class DynamoClosedFeatures implements ClosedFeatures {

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoClosedFeatures(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public Map<Feature, Instant> of(String app) {
    return dynamo
        .queryPaginator(query ->
            query
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression("#app = :app")
                .expressionAttributeNames(Map.of("#app", ClosingItem.APPLICATION))
                .expressionAttributeValues(Map.of(":app", ClosingItem.partition(app))))
        .items()
        .stream()
        .collect(Collectors.toMap(ClosingItem::feature, ClosingItem::at));
  }
}
