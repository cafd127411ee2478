package dev.lethe.archive;

import dev.lethe.shared.lane.LaneRecord;
import dev.lethe.shared.lane.Marks;
import dev.lethe.shared.lane.Position;
import org.jspecify.annotations.Nullable;

/// How far each shard is stored, and who is about to write over what another may have written. An
/// invocation that was taken for dead may go on: it changes nothing here once another has.
public interface Checkpoints extends Marks {

  /// What stands of a shard.
  State read(long shard);

  /// Whoever read or wrote the shard's state before cannot change it any more.
  ///
  /// @return the state as it is now
  /// @throws SupersededException if another changed it
  State claim(State known) throws SupersededException;

  /// All up to a record is stored.
  ///
  /// @return the state as it is now
  /// @throws SupersededException if another changed it
  State move(State known, Position last) throws SupersededException;

  /// What stands of a shard: never the same again once it has changed.
  ///
  /// @param mark the sequence number of the last record that is stored; nothing if the shard is new
  /// @param claim of this change alone; nothing if nobody claims what comes behind the mark
  record State(long shard, @Nullable String mark, @Nullable String claim) {

    /// Whether a record is stored.
    boolean covers(LaneRecord record) {
      return mark != null && mark.compareTo(record.position().sequence()) >= 0;
    }
  }

  /// Another invocation has taken over.
  final class SupersededException extends Exception {

    private static final long serialVersionUID = 1L;

    public SupersededException() {
      super("Another invocation stores this shard by now.");
    }
  }
}
