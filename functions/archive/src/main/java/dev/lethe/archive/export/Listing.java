package dev.lethe.archive.export;

import java.util.Collection;
import java.util.List;

/// Lists the objects of a bucket, and deletes what need not be kept.
public interface Listing {

  /// The objects whose names begin so, in the order of their names.
  List<Listed> list(String prefix);

  void delete(Collection<String> names);

  /// An object.
  ///
  /// @param bytes how large it is
  record Listed(String name, long bytes) {}
}
