package dev.lethe.subjects.restore;

import java.time.Clock;

/// Writes the register of what stands again, as the Vault says it. It may be killed anywhere and
/// run again.
final class RegisterFromVault {

  private final VaultStates vault;
  private final StandingRegister register;
  private final Clock clock;

  RegisterFromVault(VaultStates vault, StandingRegister register, Clock clock) {
    this.vault = vault;
    this.register = register;
    this.clock = clock;
  }

  /// Enters whoever has something standing in a segment of the Vault.
  void enter(String segment) {
    var now = clock.instant();
    vault.read(
        segment,
        (app, subject, state) -> {
          var standing = state.standing(now);
          if (!standing.isNothing()) {
            register.put(app, subject, standing);
          }
        });
  }

  /// Forgets whoever has nothing standing any more. Without its keys the Vault cannot be asked: it
  /// was lost, and the register is what it is recovered from.
  void sweep(String segment) {
    var now = clock.instant();
    register.read(
        segment,
        (app, subject) -> {
          if (vault.state(app, subject).standing(now).isNothing() && vault.hasKeys(app)) {
            register.remove(app, subject);
          }
        });
  }
}
