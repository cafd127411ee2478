package dev.lethe.archive;

import dev.lethe.shared.record.Bytes;
import java.util.List;

/// How lines are bytes.
public interface LineFiles {

  /// The file that holds these lines, in their order. No other has the same bytes, not even of the
  /// same lines: S3 may tell files apart by their bytes only.
  Bytes write(List<Line> lines);

  /// Reads what [#write] made.
  ///
  /// @throws IllegalStateException if a later version wrote it, or it is no such file
  List<Line> read(Bytes file);
}
