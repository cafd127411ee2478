package dev.lethe.aggregate;

import dev.lethe.shared.counters.CounterKey;

class InMemoryCountersTest extends CountersContract {

  private final InMemoryCounters counters = new InMemoryCounters();

  @Override
  protected Counters counters() {
    return counters;
  }

  @Override
  protected long number(CounterKey counter) {
    return counters.numbers().getOrDefault(counter, 0L);
  }
}
