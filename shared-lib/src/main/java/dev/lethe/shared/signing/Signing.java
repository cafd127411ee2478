package dev.lethe.shared.signing;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/// What signs answers, under the certificate that the operator has now.
public final class Signing {

  private final Certificates certificates;
  private final Function<SigningCertificate, Signer> signers;
  private final Clock clock;

  /// @param signers sign with the operator's key, under a certificate of it
  public Signing(
      Certificates certificates, Function<SigningCertificate, Signer> signers, Clock clock) {
    this.certificates = certificates;
    this.signers = signers;
    this.clock = clock;
  }

  /// The operator's certificate; nothing if there is none that is valid.
  public Optional<CertificateChain> certificate() {
    return certificates.current();
  }

  /// Who signs; nothing without a certificate.
  public Optional<Signer> signer() {
    return certificate().map(chain -> new CheckedSigner(signers.apply(chain.own()), clock));
  }
}
