package dev.lethe.retention;

import java.time.Instant;
import java.util.Collection;
import java.util.stream.Stream;

/// Where objects are kept that end on days of their own.
public interface Shelf {

  /// All objects.
  Stream<Kept> objects();

  void delete(Collection<String> names);

  /// An object.
  ///
  /// @param written when it was last written
  record Kept(String name, Instant written) {}
}
