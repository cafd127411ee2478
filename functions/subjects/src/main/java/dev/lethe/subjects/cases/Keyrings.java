package dev.lethe.subjects.cases;

import dev.lethe.shared.vault.Keyring;
import java.util.Optional;

/// Applications' keys, opened.
@FunctionalInterface
public interface Keyrings {

  /// The keys of an application; nothing if the Vault has none.
  Optional<Keyring> of(String app);
}
