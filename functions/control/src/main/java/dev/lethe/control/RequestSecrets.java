package dev.lethe.control;

/// Makes applications' second secrets, by which requests of their subjects are known again: kept
/// apart from the Vault, so that rights outlast its loss. Control never reads them.
@FunctionalInterface
interface RequestSecrets {

  /// Makes the secret of an application, unless it has one.
  void make(String application);
}
