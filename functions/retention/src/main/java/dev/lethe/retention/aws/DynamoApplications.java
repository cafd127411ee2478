package dev.lethe.retention.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.retention.Applications;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.aws.RegistryItem;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The applications of the Registry table.
public final class DynamoApplications implements Applications {

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoApplications(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public List<Application> all() {
    return dynamo
        .scanPaginator(scan ->
            scan.tableName(table)
                // Of one that is gone there are no counters, and none may come back.
                .filterExpression("begins_with(#id, :app) AND attribute_not_exists(#gone)")
                .expressionAttributeNames(
                    Map.of("#id", RegistryItem.ID, "#gone", RegistryItem.GONE))
                .expressionAttributeValues(Map.of(":app", fromS(RegistryItem.idOfApplication("")))))
        .items()
        .stream()
        .map(RegistryItem::application)
        .toList();
  }
}
