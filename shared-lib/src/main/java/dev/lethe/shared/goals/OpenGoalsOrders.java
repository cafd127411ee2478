package dev.lethe.shared.goals;

import java.time.Instant;
import java.util.Optional;

/// Orders that are worked on.
public interface OpenGoalsOrders extends GoalsOrders {

  /// One that may be worked on at a time, if there is any.
  Optional<GoalsOrder> due(Instant now);

  /// Notes that nothing is left, unless another was given since.
  void done(GoalsOrder order, Instant now);
}
