package dev.lethe.shared.registry.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromSs;

import dev.lethe.shared.record.WireNamed;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Grant;
import dev.lethe.shared.registry.IssuedKey;
import dev.lethe.shared.registry.Scope;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The items of API keys in the Registry table: `key#` and the SHA-256 of a key. The hashes of all
/// keys of an application, or of a customer, are in its own item as well.
public final class KeyItem {

  /// The hashes of its keys, in the item of whose they are; none is no attribute.
  public static final String KEYS = "keys";

  /// What the ids of keys' items begin with, and nobody else's.
  public static final String PREFIX = "key#";

  /// When a key was used the last time: the day, UTC.
  static final String LAST_USED = "lastUsed";

  /// Until when it grants something, if that is settled.
  public static final String UNTIL = "until";

  /// The minute in which it was called the last time, and how often in it.
  static final String MINUTE = "minute";

  static final String CALLS = "calls";

  private static final String MADE = "made";
  private static final String SCOPES = "scopes";

  private KeyItem() {}

  public static String idOf(ApiKey key) {
    return idOf(key.hash());
  }

  /// The id of the item of the key with this hash.
  public static String idOf(String hash) {
    return PREFIX + hash;
  }

  /// The id of the item of whose key it is.
  public static String idOfOwner(Grant grant) {
    return switch (grant) {
      case Grant.Write(var app) -> RegistryItem.idOfApplication(app);
      case Grant.Secret(var customer, var ignored) -> RegistryItem.idOfCustomer(customer);
    };
  }

  /// The item of a key: it holds the key's hash, not the key.
  public static Map<String, AttributeValue> of(IssuedKey key) {
    var item = new HashMap<String, AttributeValue>();
    item.put(RegistryItem.ID, fromS(idOf(key.hash())));
    item.put(RegistryItem.NAME, fromS(key.name()));
    item.put(MADE, fromS(key.made().toString()));
    switch (key.grant()) {
      case Grant.Write(var app) -> item.put(RegistryItem.APP, fromS(app));
      case Grant.Secret(var customer, var scopes) -> {
        item.put(RegistryItem.CUSTOMER, fromS(customer));
        if (!scopes.isEmpty()) {
          item.put(SCOPES, scopes(scopes));
        }
      }
    }
    if (key.expires() != null) {
      item.put(UNTIL, fromS(key.expires().toString()));
    }
    if (key.lastUsed() != null) {
      item.put(LAST_USED, fromS(key.lastUsed().toString()));
    }
    return item;
  }

  /// The key that an item is of.
  public static IssuedKey key(Map<String, AttributeValue> item) {
    var until = find(item, UNTIL);
    var lastUsed = find(item, LAST_USED);
    return new IssuedKey(
        text(item, RegistryItem.ID).substring(PREFIX.length()),
        text(item, RegistryItem.NAME),
        grant(item),
        Instant.parse(text(item, MADE)),
        until == null ? null : Instant.parse(until),
        lastUsed == null ? null : LocalDate.parse(lastUsed));
  }

  /// The value of [#KEYS].
  public static AttributeValue hashes(String hash) {
    return fromSs(List.of(hash));
  }

  /// The hashes in the item of whose keys they are.
  public static List<String> hashes(Map<String, AttributeValue> owner) {
    var keys = owner.get(KEYS);
    return keys == null ? List.of() : keys.ss();
  }

  private static Grant grant(Map<String, AttributeValue> item) {
    return item.containsKey(RegistryItem.APP)
        ? new Grant.Write(text(item, RegistryItem.APP))
        : new Grant.Secret(text(item, RegistryItem.CUSTOMER), scopes(item));
  }

  /// One that is not known any more opens nothing.
  private static Set<Scope> scopes(Map<String, AttributeValue> item) {
    var scopes = item.get(SCOPES);
    return scopes == null
        ? Set.of()
        : scopes.ss().stream()
            .flatMap(name -> WireNamed.find(Scope.class, name).stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  private static AttributeValue scopes(Set<Scope> scopes) {
    return fromSs(scopes.stream().map(Scope::wireName).sorted().toList());
  }

  private static String text(Map<String, AttributeValue> item, String attribute) {
    return present(item, attribute).s();
  }

  private static @Nullable String find(Map<String, AttributeValue> item, String attribute) {
    var value = item.get(attribute);
    return value == null ? null : value.s();
  }
}
