package dev.lethe.archive;

import dev.lethe.shared.lane.Lineage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A stream that is never split.
final class OneShard implements Lineage {

  @Override
  public List<Long> parents(long shard) {
    return List.of();
  }

  @Override
  public boolean hasEnded(long shard, @Nullable String after) {
    return false;
  }
}
