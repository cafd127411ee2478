package dev.lethe.shared.goals;

import java.util.Optional;

/// Knows of which applications goals are to be forgotten.
@FunctionalInterface
public interface GoalsOrders {

  /// The last order of an application.
  Optional<GoalsOrder> of(String app);
}
