package dev.lethe.control.aws;

import dev.lethe.shared.registry.Customer;
import dev.lethe.shared.registry.aws.RegistryItem;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Customers in the Registry table, strongly consistent.
public final class DynamoCustomers {

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoCustomers(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  /// A customer; nothing if there is none, or none any more.
  public Optional<Customer> find(String id) {
    var found =
        dynamo.getItem(get ->
            get.tableName(table)
                .key(RegistryItem.keyOf(RegistryItem.idOfCustomer(id)))
                .consistentRead(true));
    return found.hasItem() && !found.item().containsKey(RegistryItem.GONE)
        ? Optional.of(RegistryItem.customer(found.item()))
        : Optional.empty();
  }
}
