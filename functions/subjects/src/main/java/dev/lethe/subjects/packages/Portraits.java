package dev.lethe.subjects.packages;

import dev.lethe.shared.rights.CaseLife;

/// The Vault, for those who look at a subject.
@FunctionalInterface
public interface Portraits {

  /// What is known of a subject now.
  Portrait of(String app, CaseLife life);
}
