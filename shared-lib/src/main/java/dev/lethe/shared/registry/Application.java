package dev.lethe.shared.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One app of a customer.
///
/// @param id opaque: `app_…`
/// @param customer the customer's id
/// @param name as the customer calls it
/// @param ending when it ends; nothing as long as nobody asks for that
/// @param isSuspended whether its customer is: nothing is taken for it, and no statistics are shown
/// @param erased when something that exports hold was erased the last time, as what a feature had
///   collected: those from before are not handed out any more; nothing if it never was
public record Application(
    String id,
    String customer,
    String name,
    Settings settings,
    @Nullable Ending ending,
    boolean isSuspended,
    @Nullable Instant erased) {

  /// An application that does not end.
  public Application(String id, String customer, String name, Settings settings) {
    this(id, customer, name, settings, null, false, null);
  }

  /// Whether nothing is taken for it any more.
  public boolean hasEnded(Instant now) {
    return ending != null && (ending.isGone() || !now.isBefore(ending.at()));
  }

  /// Whether its keys are destroyed, or just being: nothing may be kept of it any more.
  public boolean isGone() {
    return ending != null && ending.isGone();
  }

  /// Whether its events may be exported.
  public boolean mayExport(Instant now) {
    return !hasEnded(now) || (ending != null && ending.migrates() && !ending.isGone());
  }

  public Application with(@Nullable Ending end) {
    return new Application(id, customer, name, settings, end, isSuspended, erased);
  }

  public Application suspended(boolean isSo) {
    return new Application(id, customer, name, settings, ending, isSo, erased);
  }

  public Application named(String other) {
    return new Application(id, customer, other, settings, ending, isSuspended, erased);
  }

  public Application with(Settings changed) {
    return new Application(id, customer, name, changed, ending, isSuspended, erased);
  }

  public Application erased(@Nullable Instant time) {
    return new Application(id, customer, name, settings, ending, isSuspended, time);
  }
}
