package dev.lethe.aggregate;

import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.lane.Position;
import java.time.Instant;
import java.util.Map;

/// What commands took off counters, without whose it was: who restores counters from a backup must
/// take it off again.
@FunctionalInterface
public interface Takings {

  /// Remembers it, unless something is remembered of that command already: when an erasure comes
  /// again while its entries are being emptied, it finds less.
  ///
  /// @param asked when the command was asked for: the same however often it comes, and whenever
  void keep(Position command, Instant asked, Map<CounterKey, Numbers> taken);
}
