package dev.lethe.insights;

import dev.lethe.shared.counters.CounterKey;
import java.util.Map;

/// The counters that aggregate keeps.
@FunctionalInterface
public interface CounterStore {

  /// The numbers that a question is about, each summed over its spreads.
  Map<CounterKey, Long> numbers(Question question);
}
