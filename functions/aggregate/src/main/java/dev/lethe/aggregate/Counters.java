package dev.lethe.aggregate;

import dev.lethe.shared.counters.CounterKey;

/// The counters of statistics. Each remembers, for every shard, the last record that it counted.
public interface Counters {

  /// Adds to one counter, in one step, unless it has counted the first of these records already.
  ///
  /// @param first the first record that `delta` comes from
  /// @param last the last one; of the same shard
  Addition add(CounterKey counter, Position first, Position last, long delta);

  /// What became of it.
  sealed interface Addition {

    /// It is counted.
    record Done() implements Addition {}

    /// Nothing is counted: the counter has counted up to here, which is the first record or later.
    record AlreadyUpTo(String sequence) implements Addition {}
  }
}
