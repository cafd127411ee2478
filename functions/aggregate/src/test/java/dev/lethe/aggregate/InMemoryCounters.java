package dev.lethe.aggregate;

import dev.lethe.shared.counters.CounterKey;
import java.util.HashMap;
import java.util.Map;

/// Counters that live as long as a test.
public final class InMemoryCounters implements Counters {

  private final Map<CounterKey, Long> numbers = new HashMap<>();
  private final Map<Lane, String> watermarks = new HashMap<>();

  private record Lane(CounterKey counter, long shard) {}

  @Override
  public Addition add(CounterKey counter, Position first, Position last, long delta) {
    var lane = new Lane(counter, first.shard());
    var watermark = watermarks.get(lane);
    if (watermark != null && watermark.compareTo(first.sequence()) >= 0) {
      return new Addition.AlreadyUpTo(watermark);
    }
    watermarks.put(lane, last.sequence());
    numbers.merge(counter, delta, Long::sum);
    return new Addition.Done();
  }

  public Map<CounterKey, Long> numbers() {
    return Map.copyOf(numbers);
  }
}
