package dev.lethe.control.restore.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.control.restore.RegistryBackup;
import dev.lethe.control.restore.RegistryEntry;
import dev.lethe.control.restore.Return;
import dev.lethe.shared.processors.aws.SubProcessorItem;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.aws.DynamoRegistry;
import dev.lethe.shared.registry.aws.KeyItem;
import dev.lethe.shared.registry.aws.RegistryItem;
import dev.lethe.shared.termination.aws.Segments;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// A table of DynamoDB that AWS restored, and the Registry table.
public final class DynamoRegistryBackup implements RegistryBackup {

  /// What is entered afterwards, of what is there then.
  private static final List<String> LINKS = List.of(RegistryItem.APPLICATIONS, KeyItem.KEYS);

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

  /// One that cannot be read, as no gate can, is of no kind that is known.
  private static RegistryEntry entry(Map<String, AttributeValue> item) {
    var id = present(item, RegistryItem.ID).s();
    try {
      return switch (id.split("#", 2)[0]) {
        case "customer" ->
            new RegistryEntry.OfCustomer(id.substring(RegistryItem.idOfCustomer("").length()));
        case "app" -> new RegistryEntry.OfApplication(RegistryItem.application(item));
        case "key" -> new RegistryEntry.OfKey(KeyItem.key(item));
        case "feature" -> new RegistryEntry.OfSwitch(present(item, RegistryItem.APP).s());
        case SubProcessorItem.ID -> new RegistryEntry.OfOperator();
        default -> new RegistryEntry.Unknown();
      };
    } catch (IllegalStateException
        | IllegalArgumentException
        | NoSuchElementException
        | DateTimeException e) {
      return new RegistryEntry.Unknown();
    }
  }

  private void putBack(Map<String, AttributeValue> item, Return way) {
    switch (way) {
      case Return.Not() -> {}
      case Return.AsItWas() -> putIfMissing(without(item, LINKS));
      case Return.Without(var contacts) -> putIfMissing(withoutContacts(item, contacts));
      case Return.Ended() -> {
        var links = new ArrayList<>(LINKS);
        links.add(RegistryItem.CONTACTS);
        links.add(RegistryItem.SUSPENDED);
        putIfMissing(ended(item, links));
      }
      case Return.Gone(var application) ->
          putIfMissing(ended(RegistryItem.of(application.suspended(false)), RegistryItem.SETTINGS));
      case Return.Changed(var application, var since) -> {
        var latest = RegistryItem.switches(item);
        for (var change : since) {
          latest++;
          putIfMissing(RegistryItem.of(application.id(), latest, change));
        }
        var changed = new HashMap<>(RegistryItem.of(application));
        if (latest > 0) {
          changed.put(RegistryItem.SWITCHES, RegistryItem.number(latest));
        }
        putIfMissing(changed);
      }
      case Return.Key(var key) -> putIfMissing(KeyItem.of(key));
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

  private static Map<String, AttributeValue> withoutContacts(
      Map<String, AttributeValue> item, Set<String> forgotten) {
    var left = without(item, LINKS);
    var contacts = new HashMap<String, AttributeValue>();
    for (var contact : RegistryItem.contacts(item)) {
      if (!forgotten.contains(contact.id())) {
        contacts.put(contact.id(), RegistryItem.contact(contact));
      }
    }
    left.put(RegistryItem.CONTACTS, fromM(contacts));
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
