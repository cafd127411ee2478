package dev.lethe.archive;

import dev.lethe.shared.record.Bytes;
import java.util.Optional;

/// The objects of the archive. None is ever deleted while it may be written again: what is empty
/// keeps its name taken.
public interface ArchiveObjects {

  /// Writes an object, unless there is one of its name.
  ///
  /// @return whether it was written
  boolean create(String name, Bytes content);

  /// The version of an object; nothing if there is none.
  Optional<String> version(String name);

  /// Writes an object over a version of it.
  ///
  /// @return whether it was written; not if it is of another version by now, or gone
  boolean replace(String name, String version, Bytes content);

  /// An object as it is; nothing if there is none.
  Optional<Stored> read(String name);

  /// An object's content, and the version that it is of.
  record Stored(String version, Bytes content) {}
}
