package dev.lethe.insights;

import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Numbers;
import java.util.List;
import java.util.Map;

/// The counters that aggregate keeps.
@FunctionalInterface
public interface CounterStore {

  /// What counters stand at, each summed over its spreads.
  Map<CounterKey, Numbers> numbers(List<Range> ranges);
}
