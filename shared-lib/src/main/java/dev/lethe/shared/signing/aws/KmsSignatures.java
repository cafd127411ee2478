package dev.lethe.shared.signing.aws;

import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.signing.Signatures;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/// Signs with an RSA key that never leaves KMS.
public final class KmsSignatures implements Signatures {

  private final KmsClient kms;
  private final String key;

  /// @param key its ARN
  public KmsSignatures(KmsClient kms, String key) {
    this.kms = kms;
    this.key = key;
  }

  /// KMS is given the hash: it takes [4,096
  /// bytes](https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html) at most.
  @Override
  public Bytes sign(Bytes message) {
    var signed =
        kms.sign(sign ->
            sign.keyId(key)
                .signingAlgorithm(SigningAlgorithmSpec.RSASSA_PKCS1_V1_5_SHA_256)
                .messageType(MessageType.DIGEST)
                .message(SdkBytes.fromByteArray(digest(message))));
    return Bytes.copyOf(signed.signature().asByteArray());
  }

  private static byte[] digest(Bytes message) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(message.toArray());
    } catch (NoSuchAlgorithmException e) {
      throw new LinkageError("Every JDK has SHA-256.", e);
    }
  }
}
