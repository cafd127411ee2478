package dev.lethe.control;

import dev.lethe.shared.record.Bytes;

/// Keeps applications' peppers a second time, sealed as they are in the Vault, so that pseudonyms
/// outlast its loss. Control can open neither.
@FunctionalInterface
interface Peppers {

  /// Keeps the pepper of an application that has none.
  ///
  /// @throws RuntimeException if there is one: another one would be found again than is used
  void keep(String application, Bytes sealed);
}
