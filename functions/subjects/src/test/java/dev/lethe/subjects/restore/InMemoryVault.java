package dev.lethe.subjects.restore;

import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.subjects.work.InMemorySubjects;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What stands in a Vault in memory, which may be lost and recovered.
final class InMemoryVault implements VaultStates {

  private final InMemorySubjects subjects;
  boolean isLost;
  @Nullable Instant recovered;

  InMemoryVault(InMemorySubjects subjects) {
    this.subjects = subjects;
  }

  @Override
  public boolean hasKeys(String app) {
    return !isLost;
  }

  @Override
  public boolean isRecoveredSince(String app, Instant time) {
    return recovered != null && !recovered.isBefore(time);
  }

  @Override
  public SubjectState state(String app, Pseudonym subject) {
    return isLost ? SubjectState.UNKNOWN : subjects.find(app, subject).state();
  }

  @Override
  public void read(String segment, Sink sink) {
    if (!isLost) {
      subjects.each(sink::state);
    }
  }
}
