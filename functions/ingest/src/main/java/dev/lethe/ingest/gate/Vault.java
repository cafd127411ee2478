package dev.lethe.ingest.gate;

import dev.lethe.shared.registry.Application;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.SubjectState;
import java.time.LocalDate;

/// What the gate writes in the Vault. Each change names the state that it was decided under, and is
/// made under that state only.
public interface Vault {

  /// Changes a subject's state. With a life that begins, its label leads to the subject from now
  /// on; the label of a life that is over leads nowhere.
  ///
  /// @return whether the state was still `before`, and is now `after`
  boolean change(
      Application application, Pseudonym subject, SubjectState before, SubjectState after);

  /// Somebody, as the Vault knew them.
  record Known(Pseudonym subject, SubjectState state) {}

  /// Notes that a user was seen with a device on a day.
  ///
  /// @param usersKeyNumber the number of the application's key of user ids: with what is collected
  ///   under it, the link goes
  /// @return whether it was noted: no life of either has begun or ended since
  boolean link(
      Application application, Known user, Known device, int usersKeyNumber, LocalDate day);
}
