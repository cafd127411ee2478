package dev.lethe.shared.lane;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How far each shard is applied.
public interface Marks {

  /// What is known of a shard.
  Mark of(long shard);

  /// How far a shard is applied.
  ///
  /// @param sequence of the last record that is; nothing if the shard is new
  /// @param skipped sequence numbers that an operator says cannot be processed
  record Mark(@Nullable String sequence, Set<String> skipped) {

    public Mark {
      skipped = Set.copyOf(skipped);
    }

    /// Whether a record is applied.
    public boolean covers(Position record) {
      return sequence != null && sequence.compareTo(record.sequence()) >= 0;
    }
  }
}
