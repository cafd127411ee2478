package dev.lethe.retention;

import dev.lethe.shared.vault.Pseudonym;
import java.time.LocalDate;
import java.util.List;

/// The lives of subjects that the Vault knows, without what is sealed.
public interface StoredLives {

  /// In how many parts the Vault is looked at: each is looked at within seconds.
  int PARTS = 256;

  /// A life, as it was read.
  ///
  /// @param lives how often a life of the subject has begun or ended
  /// @param version how often anything else has changed
  /// @param seen the last day
  record Life(
      String app, Pseudonym subject, String label, long lives, long version, LocalDate seen) {}

  /// The lives of a part.
  ///
  /// @param part from 0 to [#PARTS] - 1
  List<Life> of(int part);

  /// The part that is to be looked at next.
  int next();

  /// Notes which part is to be looked at next.
  void goOnWith(int part);

  /// Takes the key and the label out of the Vault, unless the subject was seen meanwhile, or
  /// changed. What is forbidden stays.
  ///
  /// @return whether it was done
  boolean forget(Life life);
}
