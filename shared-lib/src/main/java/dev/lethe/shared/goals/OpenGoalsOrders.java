package dev.lethe.shared.goals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Orders that are worked on.
public interface OpenGoalsOrders extends GoalsOrders {

  /// How long an order is one work's, from each time that it says so: whoever comes meanwhile takes
  /// another. If the work was killed, it is anybody's afterwards.
  Duration HELD = Duration.ofHours(3);

  /// Takes one that may be worked on, and that nobody works on, if there is any.
  Optional<GoalsOrder> take(Instant now);

  /// Says that an order is still worked on.
  void hold(GoalsOrder order, Instant now);

  /// Notes that nothing is left, unless another was given since.
  void done(GoalsOrder order, Instant now);
}
