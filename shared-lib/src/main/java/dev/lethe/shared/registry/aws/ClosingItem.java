package dev.lethe.shared.registry.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.record.WireNamed;
import dev.lethe.shared.registry.Closings;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.FeatureSwitch;
import dev.lethe.shared.registry.IssuedKey;
import dev.lethe.shared.retention.Term;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// The items of the journal of closings, in the Requests table: one for each feature of an
/// application that was switched off, and when for the last time; and one for each key that was
/// revoked or replaced, and from when on it grants nothing; and one of how an application was
/// changed the last time; and one for each contact of a customer that was corrected or deleted, and
/// when for the last time.
public final class ClosingItem {

  /// What their partition keys begin with, and nobody else's.
  public static final String PREFIX = "closing#";

  static final String OWNER = "customer";

  /// Longer than backups.
  private static final Duration KEPT = Term.BACKUPS.length().plusDays(5);

  /// A feature, what [KeyItem#PREFIX] or [#CONTACT] begins, or [#SETTINGS].
  private static final String WHAT = "item";

  private static final String SETTINGS = "settings";
  private static final String CONTACT = "contact#";
  private static final String AT = "at";
  private static final String EXPIRES = "expires";

  private ClosingItem() {}

  static AttributeValue partition(String owner) {
    return fromS(PREFIX + owner);
  }

  /// In a transaction: that a feature was switched off. When something was erased that exports may
  /// have stays written, however it is switched off later.
  public static TransactWriteItem switchedOff(String table, String app, FeatureSwitch off) {
    var names =
        new HashMap<>(Map.of("#at", AT, "#expires", EXPIRES, "#erases", RegistryItem.ERASES));
    var values = new HashMap<String, AttributeValue>();
    times(off.time()).forEach((name, value) -> values.put(":" + name, value));
    var set = "SET #at = :at, #expires = :expires";
    if (off.erases()) {
      values.put(":so", fromBool(true));
      set += ", #erases = :so";
    }
    if (off.erasesExported()) {
      names.put("#erased", RegistryItem.ERASED);
      set += ", #erased = :at";
    }
    var expression = set + (off.erases() ? "" : " REMOVE #erases");
    return TransactWriteItem.builder()
        .update(update ->
            update
                .tableName(table)
                .key(Map.of(OWNER, partition(app), WHAT, fromS(off.feature().wireName())))
                .updateExpression(expression)
                .expressionAttributeNames(names)
                .expressionAttributeValues(values))
        .build();
  }

  /// When something was erased that exports may have, as a feature's item has it.
  static Optional<Instant> erased(Map<String, AttributeValue> item) {
    return Optional.ofNullable(item.get(RegistryItem.ERASED)).map(at -> Instant.parse(at.s()));
  }

  /// The item of a key that grants nothing any more.
  ///
  /// @param until up to when; it may be to come
  public static Map<String, AttributeValue> of(IssuedKey key, Instant until, Instant now) {
    var item = new HashMap<>(item(key.grant().owner(), KeyItem.idOf(key.hash()), now));
    item.put(KeyItem.UNTIL, fromS(until.toString()));
    return item;
  }

  /// The item of a contact that was corrected or deleted: nothing of what it was.
  public static Map<String, AttributeValue> ofContact(
      String customer, String contact, Instant now) {
    return item(customer, CONTACT + contact, now);
  }

  /// The id of the contact that an item is of.
  static Optional<String> contact(Map<String, AttributeValue> item) {
    return after(CONTACT, item);
  }

  /// From when on the key that an item is of grants nothing.
  static Instant until(Map<String, AttributeValue> item) {
    return Instant.parse(present(item, KeyItem.UNTIL).s());
  }

  /// The key of the item of how an application was changed. It has the attributes of the
  /// application's own settings.
  public static Map<String, AttributeValue> keyOfChange(String app) {
    return Map.of(OWNER, partition(app), WHAT, fromS(SETTINGS));
  }

  /// What else that item says, whoever changes what.
  public static Map<String, AttributeValue> times(Instant now) {
    return Map.of(
        AT, fromS(now.toString()),
        EXPIRES, fromN(Long.toString(now.plus(KEPT).getEpochSecond())));
  }

  /// How an application was changed, if an item says so.
  static Optional<Closings.Change> change(Map<String, AttributeValue> item) {
    return present(item, WHAT).s().equals(SETTINGS)
        ? Optional.of(new Closings.Change(at(item), RegistryItem.settings(item)))
        : Optional.empty();
  }

  private static Map<String, AttributeValue> item(String owner, String what, Instant at) {
    var item = new HashMap<>(times(at));
    item.put(OWNER, partition(owner));
    item.put(WHAT, fromS(what));
    return item;
  }

  static FeatureSwitch featureSwitch(Map<String, AttributeValue> item) {
    return new FeatureSwitch(
        WireNamed.find(Feature.class, present(item, WHAT).s()).orElseThrow(),
        at(item),
        null,
        item.containsKey(RegistryItem.ERASES));
  }

  /// The hash of the key that an item is of.
  static Optional<String> hash(Map<String, AttributeValue> item) {
    return after(KeyItem.PREFIX, item);
  }

  private static Optional<String> after(String prefix, Map<String, AttributeValue> item) {
    return Optional.of(present(item, WHAT).s())
        .filter(what -> what.startsWith(prefix))
        .map(what -> what.substring(prefix.length()));
  }

  static Instant at(Map<String, AttributeValue> item) {
    return Instant.parse(present(item, AT).s());
  }
}
