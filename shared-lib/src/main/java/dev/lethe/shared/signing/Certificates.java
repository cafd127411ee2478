package dev.lethe.shared.signing;

import java.util.Optional;

/// The operator's certificate, as it is now.
@FunctionalInterface
public interface Certificates {

  /// The certificate of the key that signs, with those that lead from it to its authority; nothing
  /// if there is none that is valid now.
  Optional<CertificateChain> current();
}
