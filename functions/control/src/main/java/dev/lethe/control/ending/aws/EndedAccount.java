package dev.lethe.control.ending.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.registry.aws.KeyItem;
import dev.lethe.shared.registry.aws.RegistryItem;
import dev.lethe.shared.termination.Emptied;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What the Registry has of a customer beside its applications: its secret keys, its name, and
/// where it is reached. Of its own item it keeps the id, and that it is gone.
public final class EndedAccount implements Emptied {

  private static final String ALL = "all";

  private final DynamoDbClient dynamo;
  private final String table;

  public EndedAccount(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public List<String> parts(String customer) {
    return List.of(ALL);
  }

  @Override
  public long count(String customer, String part) {
    return search(customer, part);
  }

  /// First it is gone: from then on nothing is made for it. Not as long as it has an application,
  /// which nobody could end then.
  @Override
  public void remove(String customer, String part) {
    dynamo.updateItem(update ->
        update
            .tableName(table)
            .key(RegistryItem.keyOf(RegistryItem.idOfCustomer(customer)))
            .updateExpression("SET #name = :id, #gone = :gone REMOVE #contacts, #keys, #suspended")
            .conditionExpression("attribute_exists(#id) AND attribute_not_exists(#applications)")
            .expressionAttributeNames(
                Map.of(
                    "#id", RegistryItem.ID,
                    "#applications", RegistryItem.APPLICATIONS,
                    "#name", RegistryItem.NAME,
                    "#contacts", RegistryItem.CONTACTS,
                    "#keys", KeyItem.KEYS,
                    "#suspended", RegistryItem.SUSPENDED,
                    "#gone", RegistryItem.GONE))
            .expressionAttributeValues(Map.of(":id", fromS(customer), ":gone", fromBool(true))));
    keys(customer)
        .toList()
        .forEach(item ->
            dynamo.deleteItem(delete ->
                delete
                    .tableName(table)
                    .key(RegistryItem.keyOf(present(item, RegistryItem.ID).s()))));
  }

  /// Secret keys: of those that send an application's events there are none any more.
  private Stream<Map<String, AttributeValue>> keys(String customer) {
    return dynamo.scanPaginator(scan -> scan.tableName(table).consistentRead(true)).items().stream()
        .filter(item -> present(item, RegistryItem.ID).s().startsWith(KeyItem.PREFIX))
        .filter(item ->
            item.containsKey(RegistryItem.CUSTOMER)
                && present(item, RegistryItem.CUSTOMER).s().equals(customer));
  }

  @Override
  public List<String> looks(String customer) {
    return List.of(ALL);
  }

  /// Looks whether it can still be reached.
  @Override
  public long search(String customer, String look) {
    var item =
        dynamo
            .getItem(get ->
                get.tableName(table)
                    .key(RegistryItem.keyOf(RegistryItem.idOfCustomer(customer)))
                    .consistentRead(true))
            .item();
    return keys(customer).count() + (item.containsKey(RegistryItem.CONTACTS) ? 1 : 0);
  }
}
