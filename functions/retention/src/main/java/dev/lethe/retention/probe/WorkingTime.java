package dev.lethe.retention.probe;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// How long a step goes on, before it leaves the rest to the next.
final class WorkingTime {

  /// The function has 15 minutes; what was begun is done in the rest of them.
  static final Duration LENGTH = Duration.ofMinutes(10);

  private final Clock clock;
  private final Instant end;

  WorkingTime(Clock clock) {
    this.clock = clock;
    this.end = clock.instant().plus(LENGTH);
  }

  boolean isUp() {
    return !clock.instant().isBefore(end);
  }
}
