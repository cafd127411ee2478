package dev.lethe.subjects.restore;

import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.SubjectState;
import java.time.Instant;

/// What the Vault says now: it has no backups, and is never restored.
public interface VaultStates {

  /// Whether an application's keys are there: if not, the Vault was lost, or the application has
  /// ended.
  boolean hasKeys(String app);

  /// Whether the Vault was lost since a time, and has been recovered.
  boolean isRecoveredSince(String app, Instant time);

  /// A subject's state, without its life.
  SubjectState state(String app, Pseudonym subject);

  /// Reads the states of a segment, without their lives.
  void read(String segment, Sink sink);

  /// Is shown what is found.
  @FunctionalInterface
  interface Sink {
    void state(String app, Pseudonym subject, SubjectState state);
  }
}
