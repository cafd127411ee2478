package dev.lethe.shared.rights;

import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Pseudonym;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A subject that a request is about, as it was when its work began: a user, or a device that is
/// theirs alone.
///
/// @param kind what the subject is
/// @param label of the life that it is about; nothing of a subject who had none
/// @param born the first day of that life, in the application's time zone; nothing without one
/// @param lives how many lives had begun or ended before
/// @param state the version of the subject's state that commands carry: what was decided under
///   older ones they are about
/// @param at when its work began
public record CaseLife(
    Identity.Kind kind,
    Pseudonym subject,
    @Nullable String label,
    @Nullable LocalDate born,
    long lives,
    long state,
    Instant at) {

  /// Shows neither subject nor label.
  @Override
  public String toString() {
    return "CaseLife[" + kind + "]";
  }
}
