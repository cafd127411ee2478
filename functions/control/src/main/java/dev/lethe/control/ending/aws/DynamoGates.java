package dev.lethe.control.ending.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;

import dev.lethe.control.ending.Gates;
import dev.lethe.shared.registry.aws.RegistryItem;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Marks applications' items in the Registry.
public final class DynamoGates implements Gates {

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoGates(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public void dropAllOf(String app) {
    dynamo.updateItem(update ->
        update
            .tableName(table)
            .key(RegistryItem.keyOf(RegistryItem.idOfApplication(app)))
            .updateExpression("SET #gone = :gone REMOVE #migrates")
            .conditionExpression("attribute_exists(#ends)")
            .expressionAttributeNames(
                Map.of(
                    "#gone", RegistryItem.GONE,
                    "#migrates", RegistryItem.MIGRATES,
                    "#ends", RegistryItem.ENDS))
            .expressionAttributeValues(Map.of(":gone", fromBool(true))));
  }
}
