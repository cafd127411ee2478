package dev.lethe.shared.signing;

import dev.lethe.shared.record.Bytes;
import java.time.Clock;

/// Signs, and checks each signature as others will: nothing leaves that nobody could verify.
public final class CheckedSigner implements Signer {

  private final Signer signer;
  private final Clock clock;

  public CheckedSigner(Signer signer, Clock clock) {
    this.signer = signer;
    this.clock = clock;
  }

  @Override
  public SigningCertificate certificate() {
    return signer.certificate();
  }

  /// @throws NotCertifiedException if nobody would take the signature for one under the certificate
  @Override
  public Bytes sign(Bytes message) {
    var signature = signer.sign(message);
    try {
      certificate().check(message, signature, clock.instant());
    } catch (IllegalStateException e) {
      throw new NotCertifiedException(e);
    }
    return signature;
  }
}
