package dev.lethe.aggregate;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The entries of each subject, by the day of its events: the UTC day that its device told, so that
/// a repeat is looked for where its first is. Behind the gate a subject is known by its label
/// alone.
public interface Ledger {

  /// The chunks of a day, in their order; what was last written.
  List<Chunk> chunks(String label, LocalDate day);

  /// Writes a chunk again, with more entries than it had.
  ///
  /// @return false, and nothing is written, if the chunk's version in the Ledger is another
  boolean extend(String label, LocalDate day, Chunk chunk);

  /// Writes a new chunk, and sees to it that nobody extends the one before it any more from what
  /// they read earlier; both or neither.
  ///
  /// @param before the day's last chunk; nothing if there is none
  /// @return false, and nothing is written, if another is there, or the one before was changed
  boolean open(String label, LocalDate day, @Nullable Chunk before, Chunk chunk);
}
