package dev.lethe.shared.goals;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// That what `goals` collected of an application is to be forgotten, or is. The rules are those of
/// `infra-tests/model/goals.py`.
///
/// @param app the application's id
/// @param before what came before it is forgotten: later than the switch by as long as a function
///   may run that knew goals as on, or knew of no order
/// @param done when nothing was left; nothing before that
public record GoalsOrder(String app, Instant before, @Nullable Instant done) {

  /// One that was just given.
  ///
  /// @param longest for how long whoever read something before may go by it
  public static GoalsOrder given(String app, Instant switched, Duration longest) {
    return new GoalsOrder(app, switched.plus(longest), null);
  }

  /// Whether goals of then are forgotten.
  public boolean covers(Instant received) {
    return received.isBefore(before);
  }

  /// Whether something may be left.
  public boolean isOpen() {
    return done == null;
  }

  /// Whether something may have been left at a time, as in a backup of then.
  public boolean wasOpen(Instant time) {
    return done == null || !time.isAfter(done);
  }
}
