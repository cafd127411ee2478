package dev.lethe.control.aws;

import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Customer;
import dev.lethe.shared.registry.Enrolment;
import dev.lethe.shared.registry.FeatureSwitch;
import dev.lethe.shared.registry.Grant;
import dev.lethe.shared.registry.aws.ClosingItem;
import dev.lethe.shared.registry.aws.RegistryItem;
import dev.lethe.shared.vault.SealedKeyring;
import dev.lethe.shared.vault.aws.VaultItem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// Writes the Registry table, an application's keys in the Vault, and the journal of closings in
/// the Requests table. An item that is there is never written over; in the journal the last counts.
public final class DynamoEnrolment implements Enrolment {

  private final DynamoDbClient dynamo;
  private final String registry;
  private final String vault;
  private final String journal;

  /// @param journal the table of requests, in which the journal of closings is
  public DynamoEnrolment(DynamoDbClient dynamo, String registry, String vault, String journal) {
    this.dynamo = dynamo;
    this.registry = registry;
    this.vault = vault;
    this.journal = journal;
  }

  @Override
  public void enrol(Customer customer, ApiKey secretKey) {
    putAll(
        put(registry, RegistryItem.ID, RegistryItem.of(customer)),
        put(
            registry,
            RegistryItem.ID,
            RegistryItem.of(secretKey, new Grant.Secret(customer.id()))));
  }

  @Override
  public void enrol(Application application, ApiKey writeKey, SealedKeyring keyring) {
    var ofCustomer =
        Update.builder()
            .tableName(registry)
            .key(RegistryItem.keyOf(RegistryItem.idOfCustomer(application.customer())))
            .updateExpression("ADD #applications :application")
            .expressionAttributeNames(Map.of("#applications", RegistryItem.APPLICATIONS))
            .expressionAttributeValues(
                Map.of(":application", AttributeValue.fromSs(List.of(application.id()))))
            .build();
    putAll(
        TransactWriteItem.builder().update(ofCustomer).build(),
        put(registry, RegistryItem.ID, RegistryItem.of(application)),
        put(
            registry,
            RegistryItem.ID,
            RegistryItem.of(writeKey, new Grant.Write(application.id()))),
        put(vault, VaultItem.PARTITION, VaultItem.of(application.id(), keyring)));
  }

  @Override
  public void switchFeature(Application application, FeatureSwitch change) {
    var update =
        Update.builder()
            .tableName(registry)
            .key(RegistryItem.keyOf(RegistryItem.idOfApplication(application.id())))
            .updateExpression((change.isOn() ? "ADD" : "DELETE") + " #features :feature")
            .conditionExpression("attribute_exists(#id)")
            .expressionAttributeNames(
                Map.of("#features", RegistryItem.FEATURES, "#id", RegistryItem.ID))
            .expressionAttributeValues(
                Map.of(":feature", RegistryItem.features(Set.of(change.feature()))))
            .build();
    var switched = TransactWriteItem.builder().update(update).build();
    var kept = put(registry, RegistryItem.ID, RegistryItem.of(application.id(), change));
    if (change.isOn()) {
      putAll(switched, kept);
    } else {
      putAll(switched, kept, closed(application, change));
    }
  }

  private TransactWriteItem closed(Application application, FeatureSwitch off) {
    return TransactWriteItem.builder()
        .put(put -> put.tableName(journal).item(ClosingItem.of(application.id(), off)))
        .build();
  }

  @Override
  public void setGrace(Application application, int days) {
    dynamo.updateItem(update ->
        update
            .tableName(registry)
            .key(RegistryItem.keyOf(RegistryItem.idOfApplication(application.id())))
            .updateExpression("SET #grace = :days")
            .conditionExpression("attribute_exists(#id)")
            .expressionAttributeNames(
                Map.of("#grace", RegistryItem.GRACE_DAYS, "#id", RegistryItem.ID))
            .expressionAttributeValues(Map.of(":days", RegistryItem.number(days))));
  }

  private void putAll(TransactWriteItem... items) {
    dynamo.transactWriteItems(write -> write.transactItems(items));
  }

  private static TransactWriteItem put(String table, String key, Map<String, AttributeValue> item) {
    return TransactWriteItem.builder()
        .put(put ->
            put.tableName(table)
                .item(item)
                .conditionExpression("attribute_not_exists(#key)")
                .expressionAttributeNames(Map.of("#key", key)))
        .build();
  }
}
