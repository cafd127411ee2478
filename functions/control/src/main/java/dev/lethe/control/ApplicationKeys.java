package dev.lethe.control;

import dev.lethe.shared.vault.SealedKeyring;

/// Makes the keys of a new application. Control never sees them open.
@FunctionalInterface
interface ApplicationKeys {

  SealedKeyring create(String application);
}
