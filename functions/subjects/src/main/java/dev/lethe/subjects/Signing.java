package dev.lethe.subjects;

import dev.lethe.subjects.signing.CertificateChain;
import dev.lethe.subjects.signing.Certificates;
import dev.lethe.subjects.signing.CheckedSigner;
import dev.lethe.subjects.signing.Signer;
import dev.lethe.subjects.signing.SigningCertificate;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/// What signs answers, under the certificate that the operator has now.
final class Signing {

  private final Certificates certificates;
  private final Function<SigningCertificate, Signer> signers;
  private final Clock clock;

  /// @param signers sign with the operator's key, under a certificate of it
  Signing(Certificates certificates, Function<SigningCertificate, Signer> signers, Clock clock) {
    this.certificates = certificates;
    this.signers = signers;
    this.clock = clock;
  }

  /// The operator's certificate; nothing if there is none that is valid.
  Optional<CertificateChain> certificate() {
    return certificates.current();
  }

  /// Who signs; nothing without a certificate.
  Optional<Signer> signer() {
    return certificate().map(chain -> new CheckedSigner(signers.apply(chain.own()), clock));
  }
}
