package dev.lethe.aggregate.restore;

import dev.lethe.shared.record.Bytes;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Where a restore keeps what it needs while it runs.
public interface WorkFiles {

  /// Keeps something, unless there is something of that name: whoever comes second kept the same.
  void keep(String name, Bytes content);

  Optional<Bytes> read(String name);

  /// The names that begin so.
  List<String> names(String prefix);

  void delete(Collection<String> names);
}
