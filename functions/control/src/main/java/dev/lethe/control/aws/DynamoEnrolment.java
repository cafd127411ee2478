package dev.lethe.control.aws;

import static dev.lethe.shared.aws.Items.present;

import dev.lethe.shared.aws.Transactions;
import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.shared.disclosure.aws.DisclosureItem;
import dev.lethe.shared.goals.GoalsOrder;
import dev.lethe.shared.goals.aws.DynamoGoalsOrders;
import dev.lethe.shared.goals.aws.GoalsOrderItem;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Customer;
import dev.lethe.shared.registry.Enrolment;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.FeatureSwitch;
import dev.lethe.shared.registry.IssuedKey;
import dev.lethe.shared.registry.aws.ClosingItem;
import dev.lethe.shared.registry.aws.DynamoFeatureSwitches;
import dev.lethe.shared.registry.aws.KeyItem;
import dev.lethe.shared.registry.aws.RegistryItem;
import dev.lethe.shared.vault.SealedKeyring;
import dev.lethe.shared.vault.aws.KeysItem;
import dev.lethe.shared.vault.aws.VaultItem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// Writes the Registry table, an application's keys in the Vault, the journal of closings and
/// disclosures in the Requests table, and orders to forget goals in the Ledger. An item that is
/// there is never written over; in the journal the last counts.
public final class DynamoEnrolment implements Enrolment {

  /// How often a switch is tried.
  private static final int TRIES = 20;

  private final DynamoDbClient dynamo;
  private final String registry;
  private final DynamoFeatureSwitches switches;
  private final String vault;
  private final String journal;
  private final String ledger;
  private final DynamoGoalsOrders orders;
  private final Duration longest;

  /// @param journal the table of requests, in which the journal of closings is, and disclosures are
  /// @param ledger the table that orders to forget goals are in
  /// @param longest for how long whoever read something before may go by it
  public DynamoEnrolment(
      DynamoDbClient dynamo,
      String registry,
      String vault,
      String journal,
      String ledger,
      Duration longest) {
    this.dynamo = dynamo;
    this.registry = registry;
    this.switches = new DynamoFeatureSwitches(dynamo, registry);
    this.vault = vault;
    this.journal = journal;
    this.ledger = ledger;
    this.orders = new DynamoGoalsOrders(dynamo, ledger);
    this.longest = longest;
  }

  @Override
  public void enrol(Customer customer, IssuedKey secretKey, DisclosureEntry seen) {
    putAll(
        DisclosureItem.entered(journal, seen),
        put(registry, RegistryItem.ID, withKey(RegistryItem.of(customer), secretKey)),
        put(registry, RegistryItem.ID, KeyItem.of(secretKey)));
  }

  @Override
  public boolean enrol(Application application, IssuedKey writeKey, SealedKeyring keyring) {
    var ofCustomer =
        Update.builder()
            .tableName(registry)
            .key(RegistryItem.keyOf(RegistryItem.idOfCustomer(application.customer())))
            .updateExpression("ADD #applications :application")
            .conditionExpression(
                "attribute_not_exists(#suspended) AND attribute_not_exists(#gone)"
                    + " AND (attribute_not_exists(#applications) OR size(#applications) < :most)")
            .expressionAttributeNames(
                Map.of(
                    "#gone", RegistryItem.GONE,
                    "#applications", RegistryItem.APPLICATIONS,
                    "#suspended", RegistryItem.SUSPENDED))
            .expressionAttributeValues(
                Map.of(
                    ":application", AttributeValue.fromSs(List.of(application.id())),
                    ":most", RegistryItem.number(MOST_APPLICATIONS)))
            .build();
    var all =
        List.of(
            TransactWriteItem.builder().update(ofCustomer).build(),
            put(registry, RegistryItem.ID, withKey(RegistryItem.of(application), writeKey)),
            put(registry, RegistryItem.ID, KeyItem.of(writeKey)),
            put(vault, VaultItem.PARTITION, KeysItem.of(application.id(), keyring)));
    return Transactions.hold(dynamo, all);
  }

  /// Somebody else may switch at the same time, and a table that was restored may have a switch of
  /// the next number already: then the next number after that is tried.
  @Override
  public void switchFeature(Application application, FeatureSwitch change) {
    // What was collected before is forgotten first: the API has said so, unless it was given
    // since.
    var needsNoOrder = change.isOn() && change.feature() == Feature.GOALS;
    switchFeature(
        application,
        change,
        () ->
            needsNoOrder
                ? List.of(
                    GoalsOrderItem.ifDone(ledger, application.id(), change.time().minus(longest)))
                : List.of());
  }

  @Override
  public void eraseCollected(
      Application application, FeatureSwitch change, Supplier<Replacement> keys) {
    switchFeature(
        application,
        change,
        () -> {
          var written = new ArrayList<>(List.of(replaced(application.id(), keys.get())));
          if (change.feature() == Feature.GOALS) {
            written.add(ordered(application.id(), change.time()));
          }
          return written;
        });
  }

  /// As long as an order is open no goals are taken: it covers all that there are, and one that is
  /// given anew again and again would never be carried out.
  private TransactWriteItem ordered(String app, Instant now) {
    return orders.of(app).filter(GoalsOrder::isOpen).isPresent()
        ? GoalsOrderItem.ifOpen(ledger, app)
        : GoalsOrderItem.written(ledger, GoalsOrder.given(app, now, longest));
  }

  /// @param more what else is written with it
  private void switchFeature(
      Application application, FeatureSwitch change, Supplier<List<TransactWriteItem>> more) {
    var before = switches.latest(application.id());
    var number = before + 1;
    for (int attempt = 0; attempt < TRIES; attempt++) {
      var written = new ArrayList<>(switched(application.id(), change, before, number));
      written.addAll(more.get());
      if (Transactions.hold(dynamo, written)) {
        return;
      }
      var latest = switches.latest(application.id());
      number = latest == before ? number + 1 : latest + 1;
      before = latest;
    }
    throw new IllegalStateException("A feature cannot be switched: others are all the time.");
  }

  private List<TransactWriteItem> switched(
      String app, FeatureSwitch change, int before, int number) {
    var update =
        Update.builder()
            .tableName(registry)
            .key(RegistryItem.keyOf(RegistryItem.idOfApplication(app)))
            .updateExpression(
                "SET #switches = :number%s %s #features :feature"
                    .formatted(
                        change.erasesExported() ? ", #erased = :at" : "",
                        change.isOn() ? "ADD" : "DELETE"))
            .conditionExpression(
                "attribute_exists(#id) AND "
                    + (before == 0 ? "attribute_not_exists(#switches)" : "#switches = :before"))
            .expressionAttributeNames(names(change))
            .expressionAttributeValues(values(change, before, number))
            .build();
    var written = new ArrayList<TransactWriteItem>();
    written.add(TransactWriteItem.builder().update(update).build());
    written.add(put(registry, RegistryItem.ID, RegistryItem.of(app, number, change)));
    if (!change.isOn()) {
      written.add(ClosingItem.switchedOff(journal, app, change));
    }
    return written;
  }

  /// The keys of an application's features, if they are still what was read.
  private TransactWriteItem replaced(String app, Replacement keys) {
    var old = KeysItem.of(app, keys.before());
    var changed = KeysItem.of(app, keys.after());
    return TransactWriteItem.builder()
        .update(update ->
            update
                .tableName(vault)
                .key(KeysItem.keyOf(app))
                .updateExpression("SET #keys = :after, #users = :users")
                .conditionExpression("#keys = :before")
                .expressionAttributeNames(
                    Map.of("#keys", KeysItem.FEATURE_KEYS, "#users", VaultItem.USERS_KEY_NUMBER))
                .expressionAttributeValues(
                    Map.of(
                        ":before", present(old, KeysItem.FEATURE_KEYS),
                        ":after", present(changed, KeysItem.FEATURE_KEYS),
                        ":users", present(changed, VaultItem.USERS_KEY_NUMBER))))
        .build();
  }

  private static Map<String, String> names(FeatureSwitch change) {
    var names =
        new HashMap<>(
            Map.of(
                "#features", RegistryItem.FEATURES,
                "#id", RegistryItem.ID,
                "#switches", RegistryItem.SWITCHES));
    if (change.erasesExported()) {
      names.put("#erased", RegistryItem.ERASED);
    }
    return names;
  }

  private static Map<String, AttributeValue> values(FeatureSwitch change, int before, int number) {
    var values = new HashMap<String, AttributeValue>();
    values.put(":feature", RegistryItem.features(Set.of(change.feature())));
    values.put(":number", RegistryItem.number(number));
    if (before > 0) {
      values.put(":before", RegistryItem.number(before));
    }
    if (change.erasesExported()) {
      values.put(":at", AttributeValue.fromS(change.time().toString()));
    }
    return values;
  }

  @Override
  public void change(Application before, Application after, Instant now) {
    var was = RegistryItem.of(before);
    var is = RegistryItem.of(after);
    var own = new Sets();
    var journalled = new Sets();
    own.setIfChanged(RegistryItem.NAME, was, is);
    for (var setting : RegistryItem.CHANGEABLE) {
      own.setIfChanged(setting, was, is);
      journalled.setOrKeep(setting, was, is);
    }
    if (own.isEmpty()) {
      return;
    }
    ClosingItem.times(now).forEach(journalled::set);
    putAll(
        TransactWriteItem.builder()
            .update(
                own.update()
                    .tableName(registry)
                    .key(RegistryItem.keyOf(RegistryItem.idOfApplication(after.id())))
                    .conditionExpression("attribute_not_exists(gone) AND attribute_exists(id)")
                    .build())
            .build(),
        TransactWriteItem.builder()
            .update(
                journalled
                    .update()
                    .tableName(journal)
                    .key(ClosingItem.keyOfChange(after.id()))
                    .build())
            .build());
  }

  private static Map<String, AttributeValue> withKey(
      Map<String, AttributeValue> owner, IssuedKey key) {
    var item = new HashMap<>(owner);
    item.put(KeyItem.KEYS, KeyItem.hashes(key.hash()));
    return item;
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
