package dev.lethe.retention.probe;

import java.util.function.Consumer;

/// The items of tables.
public interface Items {

  /// Shows the items of a segment of a table, of so many of equal size.
  void segment(Place table, int segment, int segments, Consumer<Seen> shown);

  /// How large a table is, in bytes, as it was told within the last hours.
  long bytes(Place table);
}
