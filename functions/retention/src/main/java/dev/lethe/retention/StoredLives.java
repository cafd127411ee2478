package dev.lethe.retention;

import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.SubjectState;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;

/// The lives of subjects that the Vault knows, without what is sealed.
public interface StoredLives {

  /// In how many parts the Vault is looked at: each is looked at within seconds.
  int PARTS = 256;

  /// A life, as it was read.
  ///
  /// @param lives how often a life of the subject has begun or ended
  /// @param version how often anything else has changed
  /// @param usersKeyNumber of the key of user ids that its key is under; 0 if it is no user's
  /// @param seen the last day
  /// @param standing what stands without it
  record Life(
      String app,
      Pseudonym subject,
      String label,
      long lives,
      long version,
      int usersKeyNumber,
      LocalDate seen,
      SubjectState standing) {}

  /// A user's link to a device, as it was read.
  ///
  /// @param usersKeyNumber of the key of user ids that was the present one when they were last seen
  ///   together
  record Link(String app, Pseudonym user, Pseudonym device, int usersKeyNumber) {}

  /// What was looked for in a part of the Vault.
  ///
  /// @param links those of users to devices
  record Part(List<Life> lives, List<Link> links) {}

  /// Reads a part, and keeps of it what is looked for alone: it may be large.
  ///
  /// @param part from 0 to [#PARTS] - 1
  Part of(int part, Predicate<Life> lives, Predicate<Link> links);

  /// The number of an application's key of user ids; 0 if it has no keys. Lives of users under one
  /// before it are over, and links are from before.
  int usersKeyNumber(String app);

  /// The part that is to be looked at next.
  int next();

  /// Notes which part is to be looked at next.
  void goOnWith(int part);

  /// Takes out of the Vault what it has of a life: key, label and corrections, and the state if
  /// nothing stands without it; unless the subject was seen meanwhile, or changed.
  ///
  /// @return whether it was done
  boolean forget(Life life);

  /// Takes a link out of the Vault, unless the two were seen together meanwhile.
  void forget(Link link);
}
