package dev.lethe.aggregate;

import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.lane.Position;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// Counters that live as long as a test.
public final class InMemoryCounters implements Counters {

  private final Map<CounterKey, Numbers> numbers = new HashMap<>();
  private final Map<Lane, String> watermarks = new HashMap<>();

  private record Lane(CounterKey counter, long shard) {}

  @Override
  public synchronized Addition add(
      CounterKey counter, Position first, Position last, Numbers delta) {
    var lane = new Lane(counter, first.shard());
    var watermark = watermarks.get(lane);
    if (watermark != null && watermark.compareTo(first.sequence()) >= 0) {
      return new Addition.AlreadyUpTo(watermark);
    }
    watermarks.put(lane, last.sequence());
    numbers.merge(counter, delta, Numbers::plus);
    return new Addition.Done();
  }

  @Override
  public synchronized Map<CounterKey, Numbers> read(Collection<CounterKey> counters) {
    var found = new HashMap<>(numbers);
    found.keySet().retainAll(counters);
    return found;
  }

  /// What all counters stand at that are not zero.
  public synchronized Map<CounterKey, Numbers> numbers() {
    var found = new HashMap<>(numbers);
    found.values().removeIf(Numbers::isZero);
    return Map.copyOf(found);
  }
}
