package dev.lethe.aggregate;

import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Numbers;
import java.util.Map;

/// What commands took off counters, without whose it was: who restores counters from a backup must
/// take it off again.
@FunctionalInterface
public interface Takings {

  /// Remembers it; remembering it twice is remembering it once.
  void keep(Position command, Map<CounterKey, Numbers> taken);
}
