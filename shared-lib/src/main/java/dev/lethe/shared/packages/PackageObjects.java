package dev.lethe.shared.packages;

import dev.lethe.shared.record.Bytes;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Where the files of packages are.
public interface PackageObjects {

  /// Writes an object, whatever is there.
  ///
  /// @return its version; no other content has the same
  String put(String name, Bytes content);

  /// Writes an object over a version of it.
  ///
  /// @return whether it was written; not if it is of another version by now, or gone
  boolean replace(String name, String version, Path content);

  /// The version of an object; nothing if there is none.
  Optional<String> version(String name);

  /// An object's content; nothing if there is none.
  Optional<Bytes> read(String name);

  /// The names that begin so, in their order.
  List<String> list(String prefix);

  /// Deletes objects; what is not there any more, too.
  void delete(Collection<String> names);
}
