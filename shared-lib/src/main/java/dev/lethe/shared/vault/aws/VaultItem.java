package dev.lethe.shared.vault.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromB;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromSs;

import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.record.WireNamed;
import dev.lethe.shared.vault.Keyring;
import dev.lethe.shared.vault.Life;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.Rights;
import dev.lethe.shared.vault.SubjectState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The items of the Vault table. A subject's items share their partition key, the application's id
/// and the pseudonym; the sort key says what an item is: `state`, `profile#…`, `device#…` (a user's
/// link to a device) or `user#…` (the same link, from the device). Beside them: `label#…`, which
/// leads from a label to its subject, `request#…`, what is done for a request as long as it is
/// open, and the application's `keys` ([KeysItem]).
public final class VaultItem {

  public static final String PARTITION = "id";
  public static final String SORT = "part";

  /// When the item's time is over, in seconds of the Unix epoch; DynamoDB's TTL goes by it, later.
  public static final String EXPIRES = "expires";

  public static final String LIVES = "lives";
  public static final String VERSION = "version";

  /// The attributes of a link that say in which lives it was last seen.
  public static final String USER_LIVES = "userLives";

  public static final String DEVICE_LIVES = "deviceLives";

  /// The attribute of a link that says how many lives of the user had begun or ended when they were
  /// first seen together. It stays as long as the link does: who comes back before an erasure has
  /// looked at the link does not hide a device that it is about.
  public static final String SINCE_LIVES = "sinceLives";

  /// What the sort keys of links begin with: to a device, and to a user.
  public static final String DEVICE = "device#";

  public static final String USER = "user#";

  /// What the sort keys begin with of what is kept about a subject beside its state, of the same
  /// life.
  public static final String PROFILE = "profile#";

  public static final String SEEN = "seen";

  /// The number of a key of user ids: in a user's state of that which its key is under, in the
  /// application's keys of the present one, in a link of that which was it then.
  public static final String USERS_KEY_NUMBER = "usersKeyNumber";

  /// The sort key of what is known of a subject.
  public static final String STATE = "state";

  public static final String SUBJECT = "subject";

  /// The attribute that says of which life an item is.
  public static final String LABEL = "label";

  private static final String KEY = "subjectKey";
  private static final String KEY_NUMBER = "keyNumber";
  private static final String BORN = "born";
  private static final String ERASED = "erased";
  private static final String OPTED_OUT = "optedOut";
  private static final String STOPPED = "stopped";
  private static final String RESTRICTED = "restricted";
  private static final String OBJECTIONS = "objections";
  private static final String WITHDRAWALS = "withdrawals";

  /// The attributes of a state that say what life there is.
  public static final List<String> OF_LIFE =
      List.of(LABEL, KEY, KEY_NUMBER, USERS_KEY_NUMBER, BORN, SEEN);

  /// The attributes of a state that say what stands of it without a life.
  public static final List<String> OF_STANDING =
      List.of(ERASED, OPTED_OUT, STOPPED, RESTRICTED, OBJECTIONS, WITHDRAWALS);

  private static final String OF_SUBJECT = "#subject#";

  private VaultItem() {}

  /// The key of an item that was read.
  public static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
    return Map.of(PARTITION, present(item, PARTITION), SORT, present(item, SORT));
  }

  public static Map<String, AttributeValue> keyOfState(String app, Pseudonym subject) {
    return key(subject(app, subject), STATE);
  }

  /// What the keys begin with of all that requests have put right about a subject.
  public static Map<String, AttributeValue> keyOfProfiles(String app, Pseudonym subject) {
    return key(subject(app, subject), PROFILE);
  }

  /// The key of what a request has put right about a subject.
  public static Map<String, AttributeValue> keyOfProfile(
      String app, Pseudonym subject, UUID request) {
    return key(subject(app, subject), PROFILE + request);
  }

  /// The key of a user's link to a device.
  public static Map<String, AttributeValue> keyOfDevice(
      String app, Pseudonym user, Pseudonym device) {
    return key(subject(app, user), DEVICE + device.text());
  }

  /// The key of a device's link to a user.
  public static Map<String, AttributeValue> keyOfUser(
      String app, Pseudonym device, Pseudonym user) {
    return key(subject(app, device), USER + user.text());
  }

  public static Map<String, AttributeValue> keyOfLabel(String app, String label) {
    return key(app + "#label#" + label, LABEL);
  }

  /// The key of an item of what is done for a request: its part says which.
  public static Map<String, AttributeValue> keyOfCase(String app, UUID request, String part) {
    return key(app + "#request#" + request, part);
  }

  /// The key of the count of new subjects that an API key brought in a minute.
  public static Map<String, AttributeValue> keyOfNewSubjects(String keyHash, Instant minute) {
    return key("new#" + keyHash, minute.toString());
  }

  /// The key of how far a look at all subjects is.
  public static Map<String, AttributeValue> keyOfLook() {
    return key("look#", "next");
  }

  /// The key of how far a recovery of an application's subjects is. It is lost with them.
  public static Map<String, AttributeValue> keyOfRecovery(String app) {
    return key(app + "#recovery", "next");
  }

  /// The key of the count of screenshots that an API key asked to upload in a minute.
  public static Map<String, AttributeValue> keyOfUploads(String keyHash, Instant minute) {
    return key("uploads#" + keyHash, minute.toString());
  }

  /// What the item holds that leads from a label to its subject.
  public static Map<String, AttributeValue> ofLabel(Pseudonym subject) {
    return Map.of(SUBJECT, fromS(subject.text()));
  }

  /// Whom the item of a label leads to.
  public static Pseudonym subject(Map<String, AttributeValue> item) {
    return new Pseudonym(present(item, SUBJECT).s());
  }

  /// What the two items of a link hold: it lasts as long as a subject that was seen that day.
  ///
  /// @param userLives how many lives of the user had begun or ended when they were last seen
  ///   together: an erasure is about the links of the lives before it
  /// @param deviceLives the same of the device
  /// @param usersKeyNumber the number of the application's key of user ids
  public static Map<String, @Nullable AttributeValue> ofLink(
      long userLives, long deviceLives, int usersKeyNumber, LocalDate day, int retentionDays) {
    var expires = SubjectState.silentAt(day, retentionDays).getEpochSecond();
    return Map.of(
        USER_LIVES, fromN(Long.toString(userLives)),
        DEVICE_LIVES, fromN(Long.toString(deviceLives)),
        USERS_KEY_NUMBER, fromN(Integer.toString(usersKeyNumber)),
        SEEN, fromS(day.toString()),
        EXPIRES, fromN(Long.toString(expires)));
  }

  /// Whether a link is of the present lives of a user and a device.
  public static boolean isOf(
      Map<String, AttributeValue> link, SubjectState user, SubjectState device) {
    return present(link, USER_LIVES).n().equals(Long.toString(user.lives()))
        && present(link, DEVICE_LIVES).n().equals(Long.toString(device.lives()));
  }

  /// Whom a link leads to.
  ///
  /// @param to [#DEVICE] or [#USER]
  public static Pseudonym linked(Map<String, AttributeValue> link, String to) {
    return new Pseudonym(present(link, SORT).s().substring(to.length()));
  }

  /// The last day of a link.
  public static LocalDate seen(Map<String, AttributeValue> item) {
    return LocalDate.parse(present(item, SEEN).s());
  }

  /// What a state's item holds beside its key. What is not there is to be removed from it.
  ///
  /// @param retentionDays for how many days the application keeps a subject's data
  public static Map<String, @Nullable AttributeValue> of(SubjectState state, int retentionDays) {
    var life = state.life();
    var rights = state.rights();
    var item = new HashMap<String, @Nullable AttributeValue>();
    item.put(LIVES, fromN(Long.toString(state.lives())));
    item.put(VERSION, fromN(Long.toString(state.version())));
    item.put(LABEL, life == null ? null : fromS(life.label()));
    item.put(KEY, life == null ? null : bytes(life.key().bytes()));
    item.put(KEY_NUMBER, life == null ? null : fromN(Integer.toString(life.key().number())));
    item.put(
        USERS_KEY_NUMBER,
        life == null || life.key().usersKeyNumber() == Keyring.WrappedKey.OF_NO_USER
            ? null
            : fromN(Integer.toString(life.key().usersKeyNumber())));
    item.put(BORN, life == null ? null : fromS(life.born().toString()));
    item.put(SEEN, life == null ? null : fromS(life.seen().toString()));
    item.put(
        ERASED,
        state.erased() == null ? null : fromN(Long.toString(state.erased().toEpochMilli())));
    item.put(OPTED_OUT, rights.optedOut() ? fromBool(true) : null);
    item.put(STOPPED, rights.stopped() ? fromBool(true) : null);
    item.put(RESTRICTED, rights.restricted() ? fromBool(true) : null);
    item.put(OBJECTIONS, purposes(rights.objections()));
    item.put(WITHDRAWALS, purposes(rights.withdrawals()));
    item.put(
        EXPIRES,
        state
            .expires(retentionDays)
            .map(time -> fromN(Long.toString(time.getEpochSecond())))
            .orElse(null));
    return item;
  }

  /// What the item of a state without a life holds beside its key.
  public static Map<String, AttributeValue> standing(SubjectState standing) {
    if (standing.life() != null) {
      throw new IllegalArgumentException("Lives are in the Vault alone.");
    }
    var item = new HashMap<String, AttributeValue>();
    // Without a life it does not matter for how long lives are kept.
    of(standing, 0)
        .forEach((name, value) -> {
          if (value != null) {
            item.put(name, value);
          }
        });
    return item;
  }

  public static SubjectState state(Map<String, AttributeValue> item) {
    var erased = item.get(ERASED);
    return new SubjectState(
        Long.parseLong(present(item, LIVES).n()),
        Long.parseLong(present(item, VERSION).n()),
        item.containsKey(LABEL) ? life(item) : null,
        erased == null ? null : Instant.ofEpochMilli(Long.parseLong(erased.n())),
        new Rights(
            item.containsKey(OPTED_OUT),
            item.containsKey(STOPPED),
            item.containsKey(RESTRICTED),
            purposes(item, OBJECTIONS),
            purposes(item, WITHDRAWALS)));
  }

  /// DynamoDB has no empty sets.
  private static @Nullable AttributeValue purposes(Set<Purpose> purposes) {
    return purposes.isEmpty()
        ? null
        : fromSs(purposes.stream().map(Purpose::wireName).sorted().toList());
  }

  private static Set<Purpose> purposes(Map<String, AttributeValue> item, String attribute) {
    return item.containsKey(attribute)
        ? present(item, attribute).ss().stream()
            .map(name -> WireNamed.find(Purpose.class, name).orElseThrow())
            .collect(Collectors.toUnmodifiableSet())
        : Set.of();
  }

  /// The number of the key of user ids that an item is of; 0 if it is of none.
  public static int usersKeyNumber(Map<String, AttributeValue> item) {
    var number = item.get(USERS_KEY_NUMBER);
    return number == null ? Keyring.WrappedKey.OF_NO_USER : Integer.parseInt(number.n());
  }

  private static Life life(Map<String, AttributeValue> item) {
    return new Life(
        present(item, LABEL).s(),
        new Keyring.WrappedKey(
            Integer.parseInt(present(item, KEY_NUMBER).n()),
            usersKeyNumber(item),
            bytes(present(item, KEY))),
        LocalDate.parse(present(item, BORN).s()),
        LocalDate.parse(present(item, SEEN).s()));
  }

  private static String subject(String app, Pseudonym subject) {
    return app + OF_SUBJECT + subject.text();
  }

  /// A subject of an application.
  public record Owner(String app, Pseudonym subject) {}

  /// Whose an item is; nothing if it is no subject's.
  public static Optional<Owner> owner(Map<String, AttributeValue> item) {
    var partition = present(item, PARTITION).s();
    var at = partition.indexOf(OF_SUBJECT);
    return at < 0
        ? Optional.empty()
        : Optional.of(
            new Owner(
                partition.substring(0, at),
                new Pseudonym(partition.substring(at + OF_SUBJECT.length()))));
  }

  static Map<String, AttributeValue> key(String partition, String sort) {
    return Map.of(PARTITION, fromS(partition), SORT, fromS(sort));
  }

  static AttributeValue bytes(Bytes bytes) {
    return fromB(SdkBytes.fromByteArray(bytes.toArray()));
  }

  static Bytes bytes(AttributeValue value) {
    return Bytes.copyOf(value.b().asByteArray());
  }
}
