package dev.lethe.shared.registry.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Customer;
import dev.lethe.shared.registry.Grant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The items of the Registry table. Its one key attribute, `id`, says what an item is:
/// `customer#…`, `app#…`, or `key#` and the SHA-256 of an API key.
public final class RegistryItem {

  /// The table's partition key.
  public static final String ID = "id";

  private static final String CUSTOMER = "customer";
  private static final String APP = "app";
  private static final String NAME = "name";
  private static final String EMAIL = "email";

  private RegistryItem() {}

  static String idOfKey(ApiKey key) {
    return "key#" + key.hash();
  }

  static String idOfApplication(String application) {
    return "app#" + application;
  }

  static Map<String, AttributeValue> keyOf(String id) {
    return Map.of(ID, fromS(id));
  }

  /// The item of a customer.
  public static Map<String, AttributeValue> of(Customer customer) {
    return Map.of(
        ID, fromS("customer#" + customer.id()),
        NAME, fromS(customer.company()),
        EMAIL, fromS(customer.email()));
  }

  /// The item of an application.
  public static Map<String, AttributeValue> of(Application application) {
    return Map.of(
        ID, fromS(idOfApplication(application.id())),
        APP, fromS(application.id()),
        CUSTOMER, fromS(application.customer()),
        NAME, fromS(application.name()));
  }

  /// The item of a key: it holds the key's hash, not the key.
  public static Map<String, AttributeValue> of(ApiKey key, Grant grant) {
    return switch (grant) {
      case Grant.Write(var app) -> Map.of(ID, fromS(idOfKey(key)), APP, fromS(app));
      case Grant.Secret(var customer) -> Map.of(ID, fromS(idOfKey(key)), CUSTOMER, fromS(customer));
    };
  }

  static Grant grant(Map<String, AttributeValue> item) {
    return item.containsKey(APP)
        ? new Grant.Write(text(item, APP))
        : new Grant.Secret(text(item, CUSTOMER));
  }

  static Application application(Map<String, AttributeValue> item) {
    return new Application(text(item, APP), text(item, CUSTOMER), text(item, NAME));
  }

  private static String text(Map<String, AttributeValue> item, String attribute) {
    var value = item.get(attribute);
    if (value == null) {
      throw new IllegalStateException("An item of the Registry lacks " + attribute + ".");
    }
    return value.s();
  }
}
