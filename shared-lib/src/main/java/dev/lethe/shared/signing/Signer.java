package dev.lethe.shared.signing;

/// Signs in the operator's name, and says by which certificate others see it.
public interface Signer extends Signatures {

  /// The certificate of the key that it signs with.
  SigningCertificate certificate();
}
