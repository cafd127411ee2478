package dev.lethe.control.ending.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromSs;

import dev.lethe.shared.registry.aws.KeyItem;
import dev.lethe.shared.registry.aws.RegistryItem;
import dev.lethe.shared.termination.Emptied;
import dev.lethe.shared.termination.aws.MentionsOf;
import dev.lethe.shared.vault.aws.VaultItem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What the Registry has of an application: its write keys, its switches of features with who
/// attested them, and its name and settings. Of its own item it keeps the ids, its end, and that it
/// is gone: its customer asks for its receipt by that, and consumers of the stream go by it.
public final class EndedRegistry implements Emptied {

  private static final String ALL = "all";

  /// What the Vault counts by write keys in a minute.
  private static final List<String> MINUTES = List.of("new#", "uploads#");

  private final DynamoDbClient dynamo;
  private final String registry;
  private final String vault;

  public EndedRegistry(DynamoDbClient dynamo, String registry, String vault) {
    this.dynamo = dynamo;
    this.registry = registry;
    this.vault = vault;
  }

  @Override
  public List<String> parts(String app) {
    return List.of(ALL);
  }

  @Override
  public long count(String app, String part) {
    return entries(app).size();
  }

  @Override
  public void remove(String app, String part) {
    for (var entry : entries(app)) {
      var id = present(entry, RegistryItem.ID).s();
      if (id.startsWith(KeyItem.PREFIX)) {
        MINUTES.forEach(prefix -> removeMinutes(prefix + id.substring(KeyItem.PREFIX.length())));
      }
      dynamo.deleteItem(delete -> delete.tableName(registry).key(RegistryItem.keyOf(id)));
    }
    removeFromCustomer(app);
    strip(app);
  }

  /// Keys and switches, which say which application they are of.
  private List<Map<String, AttributeValue>> entries(String app) {
    return scanned()
        .filter(item -> {
          var id = present(item, RegistryItem.ID).s();
          var of = item.get(RegistryItem.APP);
          return !id.equals(RegistryItem.idOfApplication(app)) && of != null && app.equals(of.s());
        })
        .toList();
  }

  private Stream<Map<String, AttributeValue>> scanned() {
    return dynamo
        .scanPaginator(scan -> scan.tableName(registry).consistentRead(true))
        .items()
        .stream();
  }

  private void removeMinutes(String partition) {
    dynamo
        .queryPaginator(query ->
            query
                .tableName(vault)
                .consistentRead(true)
                .keyConditionExpression("#id = :id")
                .projectionExpression("#id, #part")
                .expressionAttributeNames(
                    Map.of("#id", VaultItem.PARTITION, "#part", VaultItem.SORT))
                .expressionAttributeValues(Map.of(":id", fromS(partition))))
        .items()
        .forEach(minute -> dynamo.deleteItem(delete -> delete.tableName(vault).key(minute)));
  }

  private void removeFromCustomer(String app) {
    var item =
        dynamo
            .getItem(get ->
                get.tableName(registry)
                    .key(RegistryItem.keyOf(RegistryItem.idOfApplication(app)))
                    .consistentRead(true))
            .item();
    var customer = present(item, RegistryItem.CUSTOMER).s();
    dynamo.updateItem(update ->
        update
            .tableName(registry)
            .key(RegistryItem.keyOf(RegistryItem.idOfCustomer(customer)))
            .updateExpression("DELETE #applications :application")
            .conditionExpression("attribute_exists(#id)")
            .expressionAttributeNames(
                Map.of("#applications", RegistryItem.APPLICATIONS, "#id", RegistryItem.ID))
            .expressionAttributeValues(Map.of(":application", fromSs(List.of(app)))));
  }

  private void strip(String app) {
    var names = new HashMap<String, String>();
    for (var setting : RegistryItem.SETTINGS) {
      names.put('#' + setting, setting);
    }
    names.put("#keys", KeyItem.KEYS);
    names.put("#suspended", RegistryItem.SUSPENDED);
    names.put("#switches", RegistryItem.SWITCHES);
    names.put("#erased", RegistryItem.ERASED);
    var settings = String.join(", ", names.keySet());
    names.put("#name", RegistryItem.NAME);
    names.put("#app", RegistryItem.APP);
    names.put("#gone", RegistryItem.GONE);
    dynamo.updateItem(update ->
        update
            .tableName(registry)
            .key(RegistryItem.keyOf(RegistryItem.idOfApplication(app)))
            .updateExpression("SET #name = #app REMOVE " + settings)
            .conditionExpression("attribute_exists(#gone)")
            .expressionAttributeNames(names));
  }

  @Override
  public List<String> looks(String app) {
    return List.of(ALL);
  }

  /// Looks for its id anywhere, but in its own item.
  @Override
  public long search(String app, String look) {
    return scanned()
        .filter(
            item -> !present(item, RegistryItem.ID).s().equals(RegistryItem.idOfApplication(app)))
        .filter(item -> MentionsOf.in(item, app))
        .count();
  }
}
