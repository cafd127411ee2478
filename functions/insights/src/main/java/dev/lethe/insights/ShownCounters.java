package dev.lethe.insights;

import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.goals.Goals;
import dev.lethe.shared.goals.GoalsOrders;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Counters, but for those of goals that are to be forgotten: nobody is shown them any more, though
/// they may still be there; nor what was read before all of it was gone.
final class ShownCounters implements CounterStore {

  private final CounterStore all;
  private final GoalsOrders goals;
  private final Clock clock;

  ShownCounters(CounterStore all, GoalsOrders goals, Clock clock) {
    this.all = all;
    this.goals = goals;
    this.clock = clock;
  }

  @Override
  public Map<CounterKey, Numbers> numbers(List<Range> ranges) {
    var asked = clock.instant();
    var numbers = new HashMap<>(all.numbers(ranges));
    var open = new HashMap<String, Boolean>();
    numbers
        .keySet()
        .removeIf(counter ->
            Goals.isCountedBy(counter)
                && open.computeIfAbsent(counter.app(), app -> wasOpen(app, asked)));
    return numbers;
  }

  private boolean wasOpen(String app, Instant asked) {
    return goals.of(app).filter(order -> order.wasOpen(asked)).isPresent();
  }
}
