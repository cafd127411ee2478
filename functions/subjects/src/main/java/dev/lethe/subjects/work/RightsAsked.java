package dev.lethe.subjects.work;

import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.vault.Rights;
import dev.lethe.subjects.request.RequestType;
import java.util.EnumSet;
import java.util.Set;

/// What a request makes of what is forbidden. An objection and consent that is withdrawn are lifted
/// each for itself.
final class RightsAsked {

  private RightsAsked() {}

  /// What is forbidden after a request.
  ///
  /// @param purposes what it is about, if its type is about purposes
  static Rights of(RequestType type, Set<Purpose> purposes, Rights before) {
    return switch (type) {
      case ERASURE, ACCESS, PORTABILITY, RECTIFICATION -> before;
      case RESTRICTION -> before.withRestricted(true);
      case LIFT_RESTRICTION -> before.withRestricted(false);
      case OBJECTION -> before.withObjections(with(before.objections(), purposes));
      case LIFT_OBJECTION -> before.withObjections(without(before.objections(), purposes));
      case CONSENT_WITHDRAWAL -> before.withWithdrawals(with(before.withdrawals(), purposes));
      case LIFT_CONSENT_WITHDRAWAL ->
          before.withWithdrawals(without(before.withdrawals(), purposes));
      case STOP_COLLECTION -> before.withStopped(true);
      case LIFT_STOP_COLLECTION -> before.withStopped(false);
    };
  }

  private static Set<Purpose> with(Set<Purpose> some, Set<Purpose> more) {
    var all = EnumSet.copyOf(more);
    all.addAll(some);
    return all;
  }

  private static Set<Purpose> without(Set<Purpose> some, Set<Purpose> fewer) {
    var left = EnumSet.noneOf(Purpose.class);
    left.addAll(some);
    left.removeAll(fewer);
    return left;
  }
}
