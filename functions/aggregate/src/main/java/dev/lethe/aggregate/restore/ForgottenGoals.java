package dev.lethe.aggregate.restore;

import dev.lethe.aggregate.restore.Item.Admitted;
import dev.lethe.aggregate.restore.Item.Counted;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.goals.Goals;
import dev.lethe.shared.goals.GoalsOrder;
import dev.lethe.shared.goals.GoalsOrders;
import dev.lethe.shared.record.Dimension;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Tells counters of goals that were forgotten since something was read: they do not come back.
final class ForgottenGoals {

  private final GoalsOrders orders;
  private final Map<String, Optional<GoalsOrder>> known = new HashMap<>();

  ForgottenGoals(GoalsOrders orders) {
    this.orders = orders;
  }

  /// Whether an item is about such goals.
  ///
  /// @param read the time that the item is of
  boolean has(Item item, Instant read) {
    return switch (item) {
      case Counted counted -> has(counted.place().counter(), read);
      case Admitted admitted ->
          admitted.dimension() == Dimension.GOAL && wasForgotten(admitted.app(), read);
      case Item.Closed _, Item.Unknown _ -> false;
    };
  }

  /// Whether a counter is about such goals.
  boolean has(CounterKey counter, Instant read) {
    return Goals.isCountedBy(counter) && wasForgotten(counter.app(), read);
  }

  private boolean wasForgotten(String app, Instant read) {
    return known.computeIfAbsent(app, orders::of).filter(order -> order.wasOpen(read)).isPresent();
  }
}
