package dev.lethe.subjects.work;

import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Pseudonym;

/// Somebody that a request is about, as the Vault calls them.
public record Subject(Identity.Kind kind, Pseudonym pseudonym) {

  /// Shows the kind only.
  @Override
  public String toString() {
    return "Subject[" + kind + "]";
  }
}
