package dev.lethe.subjects.rectification;

import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.rights.CaseLife;
import dev.lethe.shared.vault.SubjectKey;
import java.time.Instant;

/// What is kept about subjects beside their states.
@FunctionalInterface
public interface Profiles {

  /// Adds what a request puts right to a subject's profile, once: as long as the life lasts that it
  /// is about. Nothing is written of a life that is over.
  ///
  /// @param life one that has a label
  /// @param key of that life
  /// @param corrections in the form of [dev.lethe.subjects.cases.CorrectionText]
  void append(CaseId id, CaseLife life, SubjectKey key, byte[] corrections, Instant at);
}
