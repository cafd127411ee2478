package dev.lethe.shared.vault;

import java.time.Instant;
import java.util.Objects;

/// What a change of a subject's state changes in the register of what stands, from which states are
/// recovered when the Vault was lost. It is of rights and tombstones alone: who lives, and since
/// when, is nothing to the register.
public sealed interface StandingChange {

  /// It says so already.
  record None() implements StandingChange {}

  /// Something stands now.
  ///
  /// @param standing a state without a life
  /// @param isFirst nothing stood before. Then the register must say the same: if something stands
  ///   there, the Vault has lost it, and whoever decided this did not know of it
  record Entered(SubjectState standing, boolean isFirst) implements StandingChange {}

  /// Nothing stands any more.
  record Removed() implements StandingChange {}

  /// What the register is told of a change. That the time of a tombstone is over is no change: the
  /// register sees to that itself.
  static StandingChange of(SubjectState before, SubjectState after, Instant now) {
    var stood = before.standing(now);
    var stands = after.standing(now);
    if (stood.rights().equals(stands.rights()) && Objects.equals(stood.erased(), stands.erased())) {
      return new None();
    }
    return stands.isNothing() ? new Removed() : new Entered(stands, stood.isNothing());
  }
}
