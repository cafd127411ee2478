package dev.lethe.retention.recovery;

import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.SealedKeyring;
import dev.lethe.shared.vault.SubjectState;
import java.util.Optional;

/// A Vault that lost what it knew of an application. As long as it has no keys of it, nothing is
/// taken of its subjects.
public interface LostVault {

  /// Whether there are an application's keys, and so all that is to be known of its subjects.
  boolean hasKeys(String app);

  /// Lets a subject's rights stand again. A right that stands in the Vault stays as it is there,
  /// and nothing is written if the register says something else by now: whoever changed it knew
  /// what stands. A life without rights is one that somebody began who did not know yet, and it
  /// goes.
  ///
  /// @param standing what the register said
  /// @param recovered the same, as it goes on
  void put(String app, RightsRegister.Standing standing, SubjectState recovered);

  /// The last subject up to whom all were put; nothing if there is none.
  Optional<Pseudonym> last(String app);

  /// All up to a subject were put. Where an application has its keys nothing is noted.
  void goOnAfter(String app, Pseudonym last);

  /// Gives an application its keys, unless it has some, and forgets how far this was.
  void serve(String app, SealedKeyring keyring);
}
