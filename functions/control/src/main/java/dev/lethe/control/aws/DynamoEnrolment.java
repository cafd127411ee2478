package dev.lethe.control.aws;

import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Customer;
import dev.lethe.shared.registry.Enrolment;
import dev.lethe.shared.registry.Grant;
import dev.lethe.shared.registry.aws.RegistryItem;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Writes the Registry table. An item that is there is never written over.
public final class DynamoEnrolment implements Enrolment {

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoEnrolment(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public void enrol(Customer customer, ApiKey secretKey) {
    putBoth(RegistryItem.of(customer), RegistryItem.of(secretKey, new Grant.Secret(customer.id())));
  }

  @Override
  public void enrol(Application application, ApiKey writeKey) {
    putBoth(
        RegistryItem.of(application), RegistryItem.of(writeKey, new Grant.Write(application.id())));
  }

  private void putBoth(Map<String, AttributeValue> owner, Map<String, AttributeValue> key) {
    dynamo.transactWriteItems(write -> write.transactItems(put(owner), put(key)));
  }

  private TransactWriteItem put(Map<String, AttributeValue> item) {
    return TransactWriteItem.builder()
        .put(put ->
            put.tableName(table)
                .item(item)
                .conditionExpression("attribute_not_exists(#id)")
                .expressionAttributeNames(Map.of("#id", RegistryItem.ID)))
        .build();
  }
}
