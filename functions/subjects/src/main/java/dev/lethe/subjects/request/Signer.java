package dev.lethe.subjects.request;

/// Signs with the processor's key, whose certificate the discovery document points to.
@FunctionalInterface
public interface Signer {

  /// The signature of these bytes: RSA, PKCS #1 version 1.5, with SHA-256.
  byte[] sign(byte[] content);
}
