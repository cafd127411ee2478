package dev.lethe.shared.lane;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where shards come from: a shard that is split or merged ends, and its children go on.
public interface Lineage {

  /// The shards that one comes from, of those that still hold records.
  List<Long> parents(long shard);

  /// Whether a shard has ended, and nothing is in it behind a record.
  ///
  /// @param after the record's sequence number; nothing for the whole shard
  boolean hasEnded(long shard, @Nullable String after);
}
