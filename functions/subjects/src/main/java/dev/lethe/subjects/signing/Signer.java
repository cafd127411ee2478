package dev.lethe.subjects.signing;

import dev.lethe.shared.record.Bytes;

/// Signs in the operator's name.
public interface Signer {

  /// The certificate of the key that it signs with.
  SigningCertificate certificate();

  /// The signature of a message: RSASSA-PKCS1-v1_5 with SHA-256.
  Bytes sign(Bytes message);
}
