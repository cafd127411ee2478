package dev.lethe.infra.erased;

import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Stores;
import dev.lethe.shared.record.StreamRecord;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Keyring;
import dev.lethe.shared.vault.Life;
import dev.lethe.shared.vault.SubjectKey;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.shared.vault.WrongKeyException;
import dev.lethe.shared.vault.aws.KeysItem;
import dev.lethe.shared.vault.aws.KmsKeyrings;
import dev.lethe.shared.vault.aws.VaultItem;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kms.KmsClient;

/// The Vault as somebody sees it who holds all of it, and all of KMS.
final class VaultAfter {

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items =
      new HashMap<>();
  private final Map<String, Keyring> keyrings = new HashMap<>();
  private final Map<String, SubjectKey> keys = new HashMap<>();

  VaultAfter(List<App> apps) {
    new Stores().items("VaultTable").forEach(item -> items.put(key(item), item));
    var kms = new KmsKeyrings(Stack.running().client(KmsClient.builder()));
    for (var app : apps) {
      var sealed = Objects.requireNonNull(items.get(KeysItem.keyOf(app.id())));
      keyrings.put(app.id(), kms.open(app.id(), KeysItem.keyring(sealed)));
    }
    items.forEach((key, item) -> {
      var app = app(key);
      if (item.containsKey(VaultItem.LIVES) && keyrings.containsKey(app)) {
        var life = VaultItem.state(item).life();
        if (life != null) {
          keys.put(life.label(), opened(app, life));
        }
      }
    });
  }

  private static Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
    return Map.of(
        VaultItem.PARTITION, Objects.requireNonNull(item.get(VaultItem.PARTITION)),
        VaultItem.SORT, Objects.requireNonNull(item.get(VaultItem.SORT)));
  }

  private static String app(Map<String, AttributeValue> key) {
    return Objects.requireNonNull(key.get(VaultItem.PARTITION)).s().split("#", 2)[0];
  }

  private Keyring keyring(String app) {
    return Objects.requireNonNull(keyrings.get(app));
  }

  private SubjectKey opened(String app, Life life) {
    try {
      return keyring(app).unwrap(life.key(), life.label());
    } catch (WrongKeyException e) {
      throw new AssertionError("A living key is none.", e);
    }
  }

  String pseudonym(App app, Identity identity) {
    return keyring(app.id()).pseudonym(identity).text();
  }

  /// What is known of somebody.
  SubjectState state(App app, Identity identity) {
    var item = items.get(VaultItem.keyOfState(app.id(), keyring(app.id()).pseudonym(identity)));
    return item == null ? SubjectState.UNKNOWN : VaultItem.state(item);
  }

  /// All labels that a key is left of.
  List<String> living() {
    return List.copyOf(keys.keySet());
  }

  /// Opens what came under a label that lives.
  byte[] open(StreamRecord told) {
    try {
      return Objects.requireNonNull(keys.get(told.label()))
          .open(Objects.requireNonNull(told.sealed()));
    } catch (WrongKeyException e) {
      throw new AssertionError("It does not open.", e);
    }
  }

  /// Whether any key that is left opens something, whatever label it is of.
  boolean opensWithAnyKey(StreamRecord told) {
    var sealed = Objects.requireNonNull(told.sealed()).toArray();
    return keys.values().stream().anyMatch(key -> opens(key, told.app(), told.label(), sealed));
  }

  /// As [SubjectKey] seals; but a key of one label is tried on what is of another.
  private static boolean opens(SubjectKey key, String app, String label, byte[] sealed) {
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(raw(key), "AES"),
          new GCMParameterSpec(TAG_BITS, Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES)));
      cipher.updateAAD(new byte[] {sealed[0]});
      cipher.updateAAD((app + '\0' + label).getBytes(StandardCharsets.UTF_8));
      cipher.doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES);
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /// No class of the product gives it away.
  private static byte[] raw(SubjectKey key) {
    try {
      var field = SubjectKey.class.getDeclaredField("key");
      field.setAccessible(true);
      return (byte[]) field.get(key);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("It is not there.", e);
    }
  }
}
