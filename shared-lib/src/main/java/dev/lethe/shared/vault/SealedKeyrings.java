package dev.lethe.shared.vault;

import java.util.Optional;

/// The keyrings of applications in the Vault, for those who change them and cannot open them.
public interface SealedKeyrings {

  /// The keyring of an application; nothing if it has none.
  Optional<SealedKeyring> of(String app);

  /// Puts a keyring in the place of another with the same pepper. Doing it twice is doing it once.
  ///
  /// @return whether it was still `before`, and is now `after`
  boolean replace(String app, SealedKeyring before, SealedKeyring after);
}
