package dev.lethe.aggregate;

class InMemoryCountersTest extends CountersContract {

  private final InMemoryCounters counters = new InMemoryCounters();

  @Override
  protected Counters counters() {
    return counters;
  }
}
