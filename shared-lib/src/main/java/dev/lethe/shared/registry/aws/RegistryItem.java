package dev.lethe.shared.registry.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromSs;

import dev.lethe.shared.address.Masking;
import dev.lethe.shared.record.WireNamed;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Contact;
import dev.lethe.shared.registry.Customer;
import dev.lethe.shared.registry.Ending;
import dev.lethe.shared.registry.ErasureMode;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.FeatureSwitch;
import dev.lethe.shared.registry.Platform;
import dev.lethe.shared.registry.RequestSettings;
import dev.lethe.shared.registry.Settings;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The items of the Registry table. Its one key attribute, `id`, says what an item is:
/// `customer#…`, `app#…`, `feature#…`, one a switch, by application and number, or what [KeyItem]
/// is of.
public final class RegistryItem {

  /// The table's partition key.
  public static final String ID = "id";

  /// The features of an application that are on.
  public static final String FEATURES = "features";

  /// When something that exports of an application hold was erased the last time.
  public static final String ERASED = "erased";

  /// Of a switch: that it erases what was collected.
  static final String ERASES = "erases";

  /// The number of the latest switch of an application's features; no attribute is none.
  public static final String SWITCHES = "switches";

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

  /// That a customer is suspended, in its item and in those of its applications.
  public static final String SUSPENDED = "suspended";

  /// The application that an item is of.
  public static final String APP = "app";

  public static final String CUSTOMER = "customer";
  public static final String NAME = "name";

  /// The contacts of a customer, by their ids.
  public static final String CONTACTS = "contacts";

  private static final String MASK_IPV4 = "maskIpv4";
  private static final String MASK_IPV6 = "maskIpv6";
  private static final String TIME_ZONE = "timeZone";
  private static final String RETENTION_DAYS = "retentionDays";
  private static final String SMALL_GROUP_THRESHOLD = "smallGroupThreshold";
  private static final String ERASURES = "erasures";
  private static final String CALLBACK_HOSTS = "callbackHosts";
  private static final String PLATFORMS = "platforms";

  /// The attributes of an application's settings.
  public static final List<String> SETTINGS =
      List.of(
          FEATURES,
          GRACE_DAYS,
          MASK_IPV4,
          MASK_IPV6,
          TIME_ZONE,
          RETENTION_DAYS,
          SMALL_GROUP_THRESHOLD,
          ERASURES,
          CALLBACK_HOSTS,
          PLATFORMS);

  /// The settings that can be changed in one go.
  public static final List<String> CHANGEABLE =
      SETTINGS.stream().filter(one -> !Set.of(FEATURES, TIME_ZONE).contains(one)).toList();

  private static final String EMAIL = "email";
  private static final String ROLE = "role";

  private static final String FEATURE = "feature";
  private static final String AT = "at";
  private static final String ATTESTED_BY = "attestedBy";
  private static final String LAWFUL_BASIS = "lawfulBasis";
  private static final String TEXT_VERSION = "textVersion";

  private RegistryItem() {}

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
        CONTACTS,
            fromM(
                customer.contacts().stream()
                    .collect(Collectors.toMap(Contact::id, RegistryItem::contact))));
  }

  /// What [#CONTACTS] has of one of them.
  public static AttributeValue contact(Contact contact) {
    return fromM(Map.of(EMAIL, fromS(contact.email()), ROLE, fromS(contact.role().wireName())));
  }

  /// The contacts that a customer's item has.
  public static List<Contact> contacts(Map<String, AttributeValue> item) {
    return item.containsKey(CONTACTS)
        ? present(item, CONTACTS).m().entrySet().stream()
            .map(one -> contact(one.getKey(), one.getValue().m()))
            .toList()
        : List.of();
  }

  private static Contact contact(String id, Map<String, AttributeValue> attributes) {
    return new Contact(
        id,
        text(attributes, EMAIL),
        WireNamed.find(Contact.Role.class, text(attributes, ROLE)).orElseThrow());
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
    item.put(PLATFORMS, texts(settings.platforms().stream().map(Platform::wireName)));
    var requests = settings.requests();
    item.put(GRACE_DAYS, number(requests.graceDays()));
    item.put(ERASURES, fromS(requests.erasures().wireName()));
    item.put(CALLBACK_HOSTS, texts(requests.callbackHosts().stream()));
    if (!settings.features().isEmpty()) {
      item.put(FEATURES, features(settings.features()));
    }
    if (application.isSuspended()) {
      item.put(SUSPENDED, fromBool(true));
    }
    if (application.erased() != null) {
      item.put(ERASED, fromS(application.erased().toString()));
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

  /// The value of [#FEATURES]; there is no attribute for none.
  public static AttributeValue features(Set<Feature> on) {
    return fromSs(on.stream().map(Feature::wireName).sorted().toList());
  }

  public static String idOfSwitch(String application, int number) {
    return "feature#%s#%08d".formatted(application, number);
  }

  /// The number of the latest switch in an application's item; 0 if it has none.
  public static int switches(Map<String, AttributeValue> item) {
    return number(item, SWITCHES, 0);
  }

  /// The item that keeps when a feature was switched, and who said so.
  ///
  /// @param number of the switch, from 1 on
  public static Map<String, AttributeValue> of(
      String application, int number, FeatureSwitch change) {
    var item = new HashMap<String, AttributeValue>();
    item.put(ID, fromS(idOfSwitch(application, number)));
    item.put(AT, fromS(change.time().toString()));
    item.put(APP, fromS(application));
    item.put(FEATURE, fromS(change.feature().wireName()));
    item.put("on", fromBool(change.isOn()));
    if (change.erases()) {
      item.put(ERASES, fromBool(true));
    }
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
    var attestation =
        item.containsKey(ATTESTED_BY)
            ? new FeatureSwitch.Attestation(
                text(item, ATTESTED_BY), text(item, LAWFUL_BASIS), text(item, TEXT_VERSION))
            : null;
    return new FeatureSwitch(
        WireNamed.find(Feature.class, text(item, FEATURE)).orElseThrow(),
        switchedAt(item),
        attestation,
        item.containsKey(ERASES));
  }

  /// When the switch was made that an item keeps.
  public static Instant switchedAt(Map<String, AttributeValue> item) {
    return Instant.parse(text(item, AT));
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

  public static Customer customer(Map<String, AttributeValue> item) {
    return new Customer(
        text(item, ID).substring(idOfCustomer("").length()),
        text(item, NAME),
        contacts(item),
        item.containsKey(SUSPENDED));
  }

  public static Application application(Map<String, AttributeValue> item) {
    return new Application(
        text(item, APP),
        text(item, CUSTOMER),
        text(item, NAME),
        settings(item),
        ending(item),
        item.containsKey(SUSPENDED),
        item.containsKey(ERASED) ? Instant.parse(text(item, ERASED)) : null);
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

  static Settings settings(Map<String, AttributeValue> item) {
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
        requests(item),
        texts(item, PLATFORMS)
            .map(name -> WireNamed.find(Platform.class, name).orElseThrow())
            .collect(Collectors.toUnmodifiableSet()));
  }

  private static RequestSettings requests(Map<String, AttributeValue> item) {
    var standard = RequestSettings.STANDARD;
    return new RequestSettings(
        number(item, GRACE_DAYS, standard.graceDays()),
        item.containsKey(ERASURES)
            ? WireNamed.find(ErasureMode.class, text(item, ERASURES)).orElseThrow()
            : standard.erasures(),
        texts(item, CALLBACK_HOSTS).collect(Collectors.toUnmodifiableSet()));
  }

  /// A list that may be empty, in an order of its own: what is the same is written the same.
  private static AttributeValue texts(Stream<String> texts) {
    return fromL(texts.sorted().map(AttributeValue::fromS).toList());
  }

  private static Stream<String> texts(Map<String, AttributeValue> item, String attribute) {
    return item.containsKey(attribute)
        ? present(item, attribute).l().stream().map(AttributeValue::s)
        : Stream.of();
  }

  private static int number(Map<String, AttributeValue> item, String attribute, int standard) {
    return item.containsKey(attribute) ? Integer.parseInt(present(item, attribute).n()) : standard;
  }

  private static String text(Map<String, AttributeValue> item, String attribute) {
    return present(item, attribute).s();
  }
}
