package dev.lethe.retention.recovery;

import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.SealedKeyring;
import dev.lethe.shared.vault.SubjectState;
import java.util.Optional;

/// A Vault whose user does not get beyond some writes: what it writes then may be there, and it
/// does not come to know it.
final class Killed implements LostVault {

  private final LostVault vault;
  private final Runnable end;
  private int left;

  private Killed(int writes, LostVault vault, Runnable end) {
    this.left = writes;
    this.vault = vault;
    this.end = end;
  }

  /// @param end what happens at each write after so many
  static LostVault after(int writes, LostVault vault, Runnable end) {
    return new Killed(writes, vault, end);
  }

  private void write(Runnable change) {
    if (left == 0) {
      end.run();
    } else {
      left--;
    }
    change.run();
  }

  @Override
  public boolean hasKeys(String app) {
    return vault.hasKeys(app);
  }

  @Override
  public void put(String app, RightsRegister.Standing standing, SubjectState recovered) {
    write(() -> vault.put(app, standing, recovered));
  }

  @Override
  public Optional<Pseudonym> last(String app) {
    return vault.last(app);
  }

  @Override
  public void goOnAfter(String app, Pseudonym last) {
    write(() -> vault.goOnAfter(app, last));
  }

  @Override
  public void serve(String app, SealedKeyring keyring) {
    write(() -> vault.serve(app, keyring));
  }
}
