package dev.lethe.shared.vault.aws;

import static dev.lethe.shared.aws.Items.present;
import static dev.lethe.shared.vault.aws.VaultItem.bytes;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.record.WireNamed;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.vault.FeatureKeys;
import dev.lethe.shared.vault.SealedKeyring;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The item of the Vault table that has an application's keys, each encrypted by the operator's
/// key.
public final class KeysItem {

  /// The attributes of an application's keys: its key-encryption keys, those of its features, and
  /// its pepper.
  public static final String KEYS = "keys";

  public static final String FEATURE_KEYS = "featureKeys";

  public static final String PEPPER = "pepper";

  private static final String SEALED = "sealed";
  private static final String NUMBER = "number";
  private static final String MADE = "made";

  private KeysItem() {}

  public static Map<String, AttributeValue> keyOf(String app) {
    return VaultItem.key(app, KEYS);
  }

  /// The item of an application's keys.
  public static Map<String, AttributeValue> of(String app, SealedKeyring keyring) {
    var item = new HashMap<>(keyOf(app));
    item.put(PEPPER, bytes(keyring.pepper()));
    item.put(KEYS, keyEncryptionKeys(keyring));
    item.put(FEATURE_KEYS, featureKeys(keyring));
    item.put(VaultItem.USERS_KEY_NUMBER, fromN(Integer.toString(keyring.usersKeyNumber())));
    return item;
  }

  private static AttributeValue featureKeys(SealedKeyring keyring) {
    var keys = new HashMap<String, AttributeValue>();
    keyring
        .featureKeys()
        .forEach((feature, key) ->
            keys.put(
                feature.wireName(),
                fromM(
                    Map.of(
                        SEALED, bytes(key.secret()),
                        NUMBER, fromN(Integer.toString(key.number()))))));
    return fromM(keys);
  }

  private static Map<Feature, FeatureKeys.Key> featureKeys(Map<String, AttributeValue> item) {
    var keys = new EnumMap<Feature, FeatureKeys.Key>(Feature.class);
    present(item, FEATURE_KEYS)
        .m()
        .forEach((feature, key) ->
            keys.put(
                WireNamed.find(Feature.class, feature).orElseThrow(),
                new FeatureKeys.Key(
                    Integer.parseInt(present(key.m(), NUMBER).n()),
                    bytes(present(key.m(), SEALED)))));
    return keys;
  }

  private static AttributeValue keyEncryptionKeys(SealedKeyring keyring) {
    var keys = new HashMap<String, AttributeValue>();
    keyring
        .keyEncryptionKeys()
        .forEach((number, key) ->
            keys.put(
                number.toString(),
                fromM(Map.of(SEALED, bytes(key.bytes()), MADE, fromS(key.made().toString())))));
    return fromM(keys);
  }

  public static SealedKeyring keyring(Map<String, AttributeValue> item) {
    var keys = new TreeMap<Integer, SealedKeyring.SealedKey>();
    present(item, KEYS)
        .m()
        .forEach((number, key) ->
            keys.put(
                Integer.valueOf(number),
                new SealedKeyring.SealedKey(
                    bytes(present(key.m(), SEALED)), LocalDate.parse(present(key.m(), MADE).s()))));
    return new SealedKeyring(bytes(present(item, PEPPER)), keys, featureKeys(item));
  }
}
