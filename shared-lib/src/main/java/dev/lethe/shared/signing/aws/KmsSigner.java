package dev.lethe.shared.signing.aws;

import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.signing.Signer;
import dev.lethe.shared.signing.SigningCertificate;
import software.amazon.awssdk.services.kms.KmsClient;

/// Signs with an RSA key that never leaves KMS, under its certificate.
public final class KmsSigner implements Signer {

  private final KmsSignatures signatures;
  private final SigningCertificate certificate;

  /// @param key its ARN
  public KmsSigner(KmsClient kms, String key, SigningCertificate certificate) {
    this.signatures = new KmsSignatures(kms, key);
    this.certificate = certificate;
  }

  @Override
  public SigningCertificate certificate() {
    return certificate;
  }

  @Override
  public Bytes sign(Bytes message) {
    return signatures.sign(message);
  }
}
