package dev.lethe.retention.probe;

import dev.lethe.shared.record.Bytes;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Where a probe keeps what it has measured.
public interface Papers {

  /// What was kept under a name, and its version; nothing if there is none.
  Optional<Paper> read(String name);

  /// Keeps something, unless there is something of that name.
  ///
  /// @return whether it was kept
  boolean create(String name, Bytes content);

  /// Keeps something in the place of a version.
  ///
  /// @return whether it was kept; not if it is another version by now, or gone
  boolean replace(String name, String version, Bytes content);

  /// The names that begin so.
  List<String> names(String prefix);

  void delete(Collection<String> names);

  /// Something that is kept.
  record Paper(String version, Bytes content) {}
}
