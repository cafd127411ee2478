package dev.lethe.infra.stack;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromSs;

import dev.lethe.control.Keys;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Grant;
import dev.lethe.shared.registry.IssuedKey;
import dev.lethe.shared.registry.Scope;
import dev.lethe.shared.registry.aws.KeyItem;
import dev.lethe.shared.registry.aws.RegistryItem;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Keys of a customer that open less than others, entered in the Registry by its back door: nobody
/// can ask for them.
public final class LimitedKeys {

  private LimitedKeys() {}

  /// One that may do nothing.
  public static String withoutScope(Tenant tenant) {
    return enter("none", tenant, Set.of(), Map.of());
  }

  /// One that may do everything, and has done so often in this minute, and all that come.
  public static String usedUp(Tenant tenant) {
    return enter(
        "used",
        tenant,
        Scope.ALL,
        Map.of("minute", fromS("9999-01-01T00:00:00Z"), "calls", fromN("1000000000")));
  }

  /// Gives a customer, and its application, as many keys as they may have.
  public static void crowd(Tenant tenant) {
    var hashes = IntStream.range(0, Keys.MOST).mapToObj(i -> "%064d".formatted(i)).toList();
    var stack = Stack.running();
    try (var dynamo = stack.client(DynamoDbClient.builder())) {
      for (var owner :
          List.of(
              RegistryItem.idOfApplication(tenant.appId()),
              RegistryItem.idOfCustomer(tenant.customerId()))) {
        dynamo.updateItem(update ->
            update
                .tableName(stack.output("RegistryTable"))
                .key(RegistryItem.keyOf(owner))
                .updateExpression("SET #keys = :hashes")
                .expressionAttributeNames(Map.of("#keys", KeyItem.KEYS))
                .expressionAttributeValues(Map.of(":hashes", fromSs(hashes))));
      }
    }
  }

  private static String enter(
      String name, Tenant tenant, Set<Scope> scopes, Map<String, AttributeValue> more) {
    var key = "lethe_sk_" + name + tenant.customerId();
    var issued =
        IssuedKey.of(
            ApiKey.shown(key), name, new Grant.Secret(tenant.customerId(), scopes), Instant.now());
    var item = new HashMap<>(KeyItem.of(issued));
    item.putAll(more);
    var stack = Stack.running();
    try (var dynamo = stack.client(DynamoDbClient.builder())) {
      dynamo.putItem(put -> put.tableName(stack.output("RegistryTable")).item(item));
    }
    return key;
  }
}
