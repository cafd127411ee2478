package dev.lethe.shared.vault.aws;

import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.vault.FeatureKeys;
import dev.lethe.shared.vault.Keyring;
import dev.lethe.shared.vault.Pepper;
import dev.lethe.shared.vault.SealedKeyring;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;

/// Makes and opens applications' keys with the operator's key in KMS. Each is bound to its
/// application by the encryption context
/// (<https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html>).
public final class KmsKeyrings {

  /// The key of the encryption context; the value is the application's id.
  public static final String CONTEXT = "lethe:application";

  private final KmsClient kms;

  public KmsKeyrings(KmsClient kms) {
    this.kms = kms;
  }

  /// 256 random bits for an application, sealed. Whoever makes them never sees them.
  ///
  /// @param operatorsKey the id of the key in KMS
  public Bytes newKey(String operatorsKey, String app) {
    var made =
        kms.generateDataKeyWithoutPlaintext(key ->
            key.keyId(operatorsKey)
                .keySpec(DataKeySpec.AES_256)
                .encryptionContext(Map.of(CONTEXT, app)));
    return Bytes.copyOf(made.ciphertextBlob().asByteArray());
  }

  public Keyring open(String app, SealedKeyring sealed) {
    var keys = new TreeMap<Integer, byte[]>();
    sealed.keyEncryptionKeys().forEach((number, key) -> keys.put(number, opened(app, key.bytes())));
    return new Keyring(
        app, new Pepper(opened(app, sealed.pepper())), keys, featureKeys(app, sealed));
  }

  private FeatureKeys featureKeys(String app, SealedKeyring sealed) {
    var keys = new EnumMap<Feature, FeatureKeys.Key>(Feature.class);
    sealed
        .featureKeys()
        .forEach((feature, key) ->
            keys.put(
                feature,
                new FeatureKeys.Key(key.number(), Bytes.copyOf(opened(app, key.secret())))));
    return new FeatureKeys(app, keys);
  }

  private byte[] opened(String app, Bytes sealed) {
    return kms.decrypt(call ->
            call.ciphertextBlob(SdkBytes.fromByteArray(sealed.toArray()))
                .encryptionContext(Map.of(CONTEXT, app)))
        .plaintext()
        .asByteArray();
  }
}
