package dev.lethe.shared.signing;

import dev.lethe.shared.record.Bytes;

/// Signs under the certificate that the operator has now.
public final class CertifiedSigner implements Signer {

  private final Certificates certificates;
  private final Signatures signatures;

  public CertifiedSigner(Certificates certificates, Signatures signatures) {
    this.certificates = certificates;
    this.signatures = signatures;
  }

  /// @throws IllegalStateException if there is none that is valid
  @Override
  public SigningCertificate certificate() {
    return certificates
        .current()
        .orElseThrow(() -> new IllegalStateException("There is no certificate that is valid."))
        .own();
  }

  @Override
  public Bytes sign(Bytes message) {
    return signatures.sign(message);
  }
}
