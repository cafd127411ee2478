package dev.lethe.aggregate.restore;

import dev.lethe.aggregate.restore.Item.Place;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Numbers;
import org.jspecify.annotations.Nullable;

/// What a part of the Ledger says of a counter.
///
/// @param shard which counted it
/// @param sequence the place in the shard of what added or took it; nothing of a sum of all
record Row(CounterKey counter, long shard, @Nullable String sequence, Numbers numbers) {

  Place place() {
    return Place.of(counter, shard);
  }

  /// In which of some parts it is, with all others of its counter's.
  int part(int parts) {
    return Math.floorMod(counter.partition(shard).hashCode(), parts);
  }
}
