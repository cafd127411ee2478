package dev.lethe.shared.registry.aws;

import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.IssuedKey;
import dev.lethe.shared.registry.Registry;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reads the Registry table, strongly consistent.
public final class DynamoRegistry implements Registry {

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoRegistry(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public Optional<IssuedKey> find(ApiKey key) {
    return item(KeyItem.idOf(key)).map(KeyItem::key);
  }

  @Override
  public Optional<Application> application(String id) {
    return item(RegistryItem.idOfApplication(id)).map(RegistryItem::application);
  }

  @Override
  public Set<String> applicationsOf(String customer) {
    return item(RegistryItem.idOfCustomer(customer))
        .map(RegistryItem::applications)
        .orElse(Set.of());
  }

  private Optional<Map<String, AttributeValue>> item(String id) {
    var answer =
        dynamo.getItem(
            get -> get.tableName(table).key(RegistryItem.keyOf(id)).consistentRead(true));
    return answer.hasItem() ? Optional.of(answer.item()) : Optional.empty();
  }
}
