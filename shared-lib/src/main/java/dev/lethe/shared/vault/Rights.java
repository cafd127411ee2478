package dev.lethe.shared.vault;

import dev.lethe.shared.record.Purpose;
import java.util.Set;

/// What a subject, or the customer on its behalf, has forbidden. It lasts until it is lifted,
/// through erasures too.
///
/// @param optedOut an SDK said for its own anonymous id that nothing is to be collected
/// @param stopped the customer said so for the subject; an SDK cannot lift it
/// @param restricted data is kept, and not used
/// @param objections purposes that the subject objected to
/// @param withdrawals purposes that consent was withdrawn for
public record Rights(
    boolean optedOut,
    boolean stopped,
    boolean restricted,
    Set<Purpose> objections,
    Set<Purpose> withdrawals) {

  /// Nothing is forbidden.
  public static final Rights NONE_USED = new Rights(false, false, false, Set.of());

  public Rights {
    objections = Set.copyOf(objections);
    withdrawals = Set.copyOf(withdrawals);
  }

  /// Without consent that was withdrawn.
  public Rights(boolean optedOut, boolean stopped, boolean restricted, Set<Purpose> objections) {
    this(optedOut, stopped, restricted, objections, Set.of());
  }

  /// Whether nothing at all may be collected.
  public boolean forbidCollection() {
    return optedOut || stopped;
  }

  /// Whether data may not be used for a purpose, be it objected to or without consent.
  public boolean forbid(Purpose purpose) {
    return objections.contains(purpose) || withdrawals.contains(purpose);
  }

  /// Whether what is kept in clear for queries and exports is to be sealed.
  public boolean hold() {
    return restricted || forbid(Purpose.RESEARCH);
  }

  public Rights withOptedOut(boolean out) {
    return new Rights(out, stopped, restricted, objections, withdrawals);
  }

  public Rights withStopped(boolean stop) {
    return new Rights(optedOut, stop, restricted, objections, withdrawals);
  }

  public Rights withRestricted(boolean restrict) {
    return new Rights(optedOut, stopped, restrict, objections, withdrawals);
  }

  public Rights withObjections(Set<Purpose> purposes) {
    return new Rights(optedOut, stopped, restricted, purposes, withdrawals);
  }

  public Rights withWithdrawals(Set<Purpose> purposes) {
    return new Rights(optedOut, stopped, restricted, objections, purposes);
  }
}
