package dev.lethe.aggregate;

import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.lane.Position;
import java.util.Collection;
import java.util.Map;

/// The counters of statistics. Each remembers, for every shard, the last record that it counted.
public interface Counters {

  /// Adds to one counter, in one step, unless it has counted the first of these records already.
  /// What nets to zero is written too: the counter must remember that it has seen it.
  ///
  /// @param first the first record that `delta` comes from
  /// @param last the last one; of the same shard
  Addition add(CounterKey counter, Position first, Position last, Numbers delta);

  /// What counters stand at, from all shards; one that was never written is left out.
  Map<CounterKey, Numbers> read(Collection<CounterKey> counters);

  /// What became of it.
  sealed interface Addition {

    /// It is counted.
    record Done() implements Addition {}

    /// Nothing is counted: the counter has counted up to here, which is the first record or later.
    record AlreadyUpTo(String sequence) implements Addition {}
  }
}
