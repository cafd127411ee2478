package dev.lethe.shared.registry.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromSs;

import dev.lethe.shared.address.Masking;
import dev.lethe.shared.record.WireNamed;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Customer;
import dev.lethe.shared.registry.Ending;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.FeatureSwitch;
import dev.lethe.shared.registry.Grant;
import dev.lethe.shared.registry.Settings;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The items of the Registry table. Its one key attribute, `id`, says what an item is:
/// `customer#…`, `app#…`, `key#` and the SHA-256 of an API key, or `feature#…`, one a switch.
public final class RegistryItem {

  /// The table's partition key.
  public static final String ID = "id";

  /// The features of an application that are on.
  public static final String FEATURES = "features";

  /// The applications of a customer, in the customer's item; none is no attribute.
  public static final String APPLICATIONS = "applications";

  /// For how many days requests of an application's subjects wait; no attribute says that they do
  /// not.
  public static final String GRACE_DAYS = "graceDays";

  /// From when on an application has ended, in milliseconds of the Unix epoch; whether it may be
  /// exported afterwards; and whether its keys are destroyed.
  public static final String ENDS = "ends";

  public static final String MIGRATES = "migrates";
  public static final String GONE = "gone";

  /// The application that an item is of.
  public static final String APP = "app";

  public static final String CUSTOMER = "customer";
  public static final String NAME = "name";
  public static final String EMAIL = "email";

  private static final String MASK_IPV4 = "maskIpv4";
  private static final String MASK_IPV6 = "maskIpv6";
  private static final String TIME_ZONE = "timeZone";
  private static final String RETENTION_DAYS = "retentionDays";
  private static final String SMALL_GROUP_THRESHOLD = "smallGroupThreshold";

  /// The attributes of an application's settings.
  public static final List<String> SETTINGS =
      List.of(
          FEATURES,
          GRACE_DAYS,
          MASK_IPV4,
          MASK_IPV6,
          TIME_ZONE,
          RETENTION_DAYS,
          SMALL_GROUP_THRESHOLD);

  private static final String FEATURE = "feature";
  private static final String ATTESTED_BY = "attestedBy";
  private static final String LAWFUL_BASIS = "lawfulBasis";
  private static final String TEXT_VERSION = "textVersion";

  private RegistryItem() {}

  public static String idOfKey(ApiKey key) {
    return "key#" + key.hash();
  }

  public static String idOfApplication(String application) {
    return "app#" + application;
  }

  public static String idOfCustomer(String customer) {
    return "customer#" + customer;
  }

  public static Map<String, AttributeValue> keyOf(String id) {
    return Map.of(ID, fromS(id));
  }

  /// The item of a customer.
  public static Map<String, AttributeValue> of(Customer customer) {
    return Map.of(
        ID, fromS(idOfCustomer(customer.id())),
        NAME, fromS(customer.company()),
        EMAIL, fromS(customer.email()));
  }

  /// The item of an application.
  public static Map<String, AttributeValue> of(Application application) {
    var settings = application.settings();
    var item = new HashMap<String, AttributeValue>();
    item.put(ID, fromS(idOfApplication(application.id())));
    item.put(APP, fromS(application.id()));
    item.put(CUSTOMER, fromS(application.customer()));
    item.put(NAME, fromS(application.name()));
    item.put(MASK_IPV4, number(settings.masking().ipv4()));
    item.put(MASK_IPV6, number(settings.masking().ipv6()));
    item.put(TIME_ZONE, fromS(settings.timeZone().getId()));
    item.put(RETENTION_DAYS, number(settings.retentionDays()));
    item.put(SMALL_GROUP_THRESHOLD, number(settings.smallGroupThreshold()));
    item.put(GRACE_DAYS, number(settings.graceDays()));
    if (!settings.features().isEmpty()) {
      item.put(FEATURES, features(settings.features()));
    }
    var ending = application.ending();
    if (ending != null) {
      item.put(ENDS, fromN(Long.toString(ending.at().toEpochMilli())));
      if (ending.migrates()) {
        item.put(MIGRATES, fromBool(true));
      }
      if (ending.isGone()) {
        item.put(GONE, fromBool(true));
      }
    }
    return item;
  }

  /// The item of a key: it holds the key's hash, not the key.
  public static Map<String, AttributeValue> of(ApiKey key, Grant grant) {
    return switch (grant) {
      case Grant.Write(var app) -> Map.of(ID, fromS(idOfKey(key)), APP, fromS(app));
      case Grant.Secret(var customer) -> Map.of(ID, fromS(idOfKey(key)), CUSTOMER, fromS(customer));
    };
  }

  /// The value of [#FEATURES]; there is no attribute for none.
  public static AttributeValue features(Set<Feature> on) {
    return fromSs(on.stream().map(Feature::wireName).sorted().toList());
  }

  /// What the ids of all switches of an application begin with.
  public static String idsOfSwitches(String application) {
    return "feature#" + application + "#";
  }

  /// The item that keeps when a feature was switched, and who said so.
  public static Map<String, AttributeValue> of(String application, FeatureSwitch change) {
    var item = new HashMap<String, AttributeValue>();
    var feature = change.feature().wireName();
    item.put(ID, fromS(idsOfSwitches(application) + feature + "#" + change.time()));
    item.put(APP, fromS(application));
    item.put(FEATURE, fromS(feature));
    item.put("on", fromBool(change.isOn()));
    var attestation = change.attestation();
    if (attestation != null) {
      item.put(ATTESTED_BY, fromS(attestation.attestedBy()));
      item.put(LAWFUL_BASIS, fromS(attestation.lawfulBasis()));
      item.put(TEXT_VERSION, fromS(attestation.textVersion()));
    }
    return item;
  }

  /// The switch that an item keeps.
  public static FeatureSwitch featureSwitch(Map<String, AttributeValue> item) {
    var id = text(item, ID);
    var attestation =
        item.containsKey(ATTESTED_BY)
            ? new FeatureSwitch.Attestation(
                text(item, ATTESTED_BY), text(item, LAWFUL_BASIS), text(item, TEXT_VERSION))
            : null;
    return new FeatureSwitch(
        WireNamed.find(Feature.class, text(item, FEATURE)).orElseThrow(),
        Instant.parse(id.substring(id.lastIndexOf('#') + 1)),
        attestation);
  }

  /// The value of an attribute that is a number.
  public static AttributeValue number(int number) {
    return fromN(Integer.toString(number));
  }

  /// The applications of a customer.
  public static Set<String> applications(Map<String, AttributeValue> item) {
    var applications = item.get(APPLICATIONS);
    return applications == null ? Set.of() : Set.copyOf(applications.ss());
  }

  public static Grant grant(Map<String, AttributeValue> item) {
    return item.containsKey(APP)
        ? new Grant.Write(text(item, APP))
        : new Grant.Secret(text(item, CUSTOMER));
  }

  public static Customer customer(Map<String, AttributeValue> item) {
    return new Customer(
        text(item, ID).substring(idOfCustomer("").length()), text(item, NAME), text(item, EMAIL));
  }

  public static Application application(Map<String, AttributeValue> item) {
    return new Application(
        text(item, APP), text(item, CUSTOMER), text(item, NAME), settings(item), ending(item));
  }

  private static @Nullable Ending ending(Map<String, AttributeValue> item) {
    var ends = item.get(ENDS);
    return ends == null
        ? null
        : new Ending(
            Instant.ofEpochMilli(Long.parseLong(ends.n())),
            item.containsKey(MIGRATES),
            item.containsKey(GONE));
  }

  private static Settings settings(Map<String, AttributeValue> item) {
    var standard = Settings.STANDARD;
    return new Settings(
        item.containsKey(FEATURES)
            ? present(item, FEATURES).ss().stream()
                .map(name -> WireNamed.find(Feature.class, name).orElseThrow())
                .collect(Collectors.toUnmodifiableSet())
            : standard.features(),
        new Masking(
            number(item, MASK_IPV4, standard.masking().ipv4()),
            number(item, MASK_IPV6, standard.masking().ipv6())),
        item.containsKey(TIME_ZONE) ? ZoneId.of(text(item, TIME_ZONE)) : standard.timeZone(),
        Math.min(number(item, RETENTION_DAYS, standard.retentionDays()), standard.retentionDays()),
        number(item, SMALL_GROUP_THRESHOLD, standard.smallGroupThreshold()),
        number(item, GRACE_DAYS, standard.graceDays()));
  }

  private static int number(Map<String, AttributeValue> item, String attribute, int standard) {
    return item.containsKey(attribute) ? Integer.parseInt(present(item, attribute).n()) : standard;
  }

  private static String text(Map<String, AttributeValue> item, String attribute) {
    return present(item, attribute).s();
  }
}
