package dev.lethe.subjects.packages;

import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.vault.SubjectState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// What the Vault knows of a subject beside its key.
///
/// @param links to how many others it is linked: a user to devices, a device to users
/// @param corrections of its present life, sealed, in the order of their times
public record Portrait(SubjectState state, long links, List<SealedCorrections> corrections) {

  public Portrait {
    corrections = List.copyOf(corrections);
  }

  /// What a request put right.
  ///
  /// @param sealed in the form of [dev.lethe.subjects.cases.CorrectionText], under the subject's
  ///   key
  public record SealedCorrections(UUID request, Instant at, Bytes sealed) {}
}
