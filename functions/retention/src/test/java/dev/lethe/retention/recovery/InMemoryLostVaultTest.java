package dev.lethe.retention.recovery;

import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.SealedKeyring;
import dev.lethe.shared.vault.SubjectState;
import java.util.Optional;

class InMemoryLostVaultTest extends LostVaultContract {

  private final InMemoryLostVault vault = new InMemoryLostVault();

  @Override
  protected LostVault vault() {
    return vault;
  }

  @Override
  protected RightsRegister register() {
    return vault;
  }

  @Override
  protected void enter(Pseudonym subject, SubjectState standing) {
    vault.register.set(app, subject, standing);
  }

  @Override
  protected void plant(Pseudonym subject, SubjectState state) {
    vault.plant(app, subject, state);
  }

  @Override
  protected Optional<SubjectState> state(Pseudonym subject) {
    return vault.state(app, subject);
  }

  @Override
  protected Optional<SealedKeyring> keyring() {
    return Optional.ofNullable(vault.keys.get(app));
  }
}
