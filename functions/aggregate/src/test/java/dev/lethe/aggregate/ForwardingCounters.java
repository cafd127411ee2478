package dev.lethe.aggregate;

import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.lane.Position;
import java.util.Collection;
import java.util.Map;

/// Other counters, but for what a test changes.
public class ForwardingCounters implements Counters {

  private final Counters counters;

  public ForwardingCounters(Counters counters) {
    this.counters = counters;
  }

  @Override
  public Addition add(CounterKey counter, Position first, Position last, Numbers delta) {
    return counters.add(counter, first, last, delta);
  }

  @Override
  public Map<CounterKey, Numbers> read(Collection<CounterKey> some) {
    return counters.read(some);
  }
}
