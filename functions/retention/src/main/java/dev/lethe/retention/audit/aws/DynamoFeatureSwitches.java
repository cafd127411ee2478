package dev.lethe.retention.audit.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.retention.audit.FeatureSwitches;
import dev.lethe.shared.registry.FeatureSwitch;
import dev.lethe.shared.registry.aws.RegistryItem;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The Registry table, gone through as a whole: it has some items for each application, and no
/// index.
public final class DynamoFeatureSwitches implements FeatureSwitches {

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoFeatureSwitches(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public List<FeatureSwitch> of(String app) {
    return dynamo
        .scanPaginator(scan ->
            scan.tableName(table)
                .consistentRead(true)
                .filterExpression("begins_with(#id, :feature)")
                .expressionAttributeNames(Map.of("#id", RegistryItem.ID))
                .expressionAttributeValues(
                    Map.of(":feature", fromS(RegistryItem.idsOfSwitches(app)))))
        .items()
        .stream()
        .map(RegistryItem::featureSwitch)
        .sorted(Comparator.comparing(FeatureSwitch::time))
        .toList();
  }
}
