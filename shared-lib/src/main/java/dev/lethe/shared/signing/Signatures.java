package dev.lethe.shared.signing;

import dev.lethe.shared.record.Bytes;

/// Signatures in the operator's name.
@FunctionalInterface
public interface Signatures {

  /// The signature of a message: RSASSA-PKCS1-v1_5 with SHA-256.
  Bytes sign(Bytes message);
}
