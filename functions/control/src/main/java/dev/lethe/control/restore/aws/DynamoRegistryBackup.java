package dev.lethe.control.restore.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.control.restore.RegistryBackup;
import dev.lethe.control.restore.RegistryEntry;
import dev.lethe.control.restore.Return;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.aws.DynamoRegistry;
import dev.lethe.shared.registry.aws.RegistryItem;
import dev.lethe.shared.termination.aws.Segments;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// A table of DynamoDB that AWS restored, and the Registry table.
public final class DynamoRegistryBackup implements RegistryBackup {

  private final DynamoDbClient dynamo;
  private final Segments restored;
  private final DynamoRegistry registry;
  private final String live;

  public DynamoRegistryBackup(DynamoDbClient dynamo, String restored, String live) {
    this.dynamo = dynamo;
    this.restored = new Segments(dynamo, restored);
    this.registry = new DynamoRegistry(dynamo, restored);
    this.live = live;
  }

  @Override
  public Optional<Application> application(String app) {
    return registry.application(app);
  }

  @Override
  public void putBack(String segment, Function<RegistryEntry, Return> rule) {
    restored.read(
        segment, scan -> {}, page -> page.forEach(item -> putBack(item, rule.apply(entry(item)))));
  }

  private static RegistryEntry entry(Map<String, AttributeValue> item) {
    return switch (present(item, RegistryItem.ID).s().split("#", 2)[0]) {
      case "customer" ->
          new RegistryEntry.OfCustomer(
              present(item, RegistryItem.ID).s().substring(RegistryItem.idOfCustomer("").length()));
      case "app" -> new RegistryEntry.OfApplication(RegistryItem.application(item));
      case "key" ->
          item.containsKey(RegistryItem.APP)
              ? new RegistryEntry.BesideApplication(present(item, RegistryItem.APP).s())
              : new RegistryEntry.SecretKey(present(item, RegistryItem.CUSTOMER).s());
      case "feature" -> new RegistryEntry.BesideApplication(present(item, RegistryItem.APP).s());
      default -> new RegistryEntry.Unknown();
    };
  }

  private void putBack(Map<String, AttributeValue> item, Return way) {
    switch (way) {
      case Return.Not() -> {}
      case Return.AsItWas() -> putIfMissing(without(item, List.of(RegistryItem.APPLICATIONS)));
      case Return.Ended() ->
          putIfMissing(ended(item, List.of(RegistryItem.APPLICATIONS, RegistryItem.EMAIL)));
      case Return.Gone(var application) ->
          putIfMissing(ended(RegistryItem.of(application), RegistryItem.SETTINGS));
      case Return.Changed(var application, var since) -> {
        since.forEach(change -> putIfMissing(RegistryItem.of(application.id(), change)));
        putIfMissing(RegistryItem.of(application));
      }
    }
  }

  /// What `EndedRegistry` and `EndedAccount` leave: ids, when an application ended, and that it is
  /// gone.
  private static Map<String, AttributeValue> ended(
      Map<String, AttributeValue> item, List<String> forgotten) {
    var left = without(item, forgotten);
    var id = present(item, RegistryItem.ID).s();
    left.put(RegistryItem.NAME, fromS(id.substring(id.indexOf('#') + 1)));
    left.put(RegistryItem.GONE, fromBool(true));
    return left;
  }

  private static Map<String, AttributeValue> without(
      Map<String, AttributeValue> item, List<String> forgotten) {
    var left = new HashMap<>(item);
    forgotten.forEach(left::remove);
    return left;
  }

  private void putIfMissing(Map<String, AttributeValue> item) {
    try {
      dynamo.putItem(put ->
          put.tableName(live)
              .item(item)
              .conditionExpression("attribute_not_exists(#id)")
              .expressionAttributeNames(Map.of("#id", RegistryItem.ID)));
    } catch (ConditionalCheckFailedException e) {
      // What is there is newer.
    }
  }
}
