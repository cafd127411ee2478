package dev.lethe.control.restore;

import dev.lethe.shared.registry.Application;
import java.util.Optional;
import java.util.function.Function;

/// A Registry that AWS restored, beside the one that is used.
public interface RegistryBackup {

  /// Puts back what a segment has, where nothing is.
  ///
  /// @param rule how an item comes back
  void putBack(String segment, Function<RegistryEntry, Return> rule);

  /// An application as the backup has it.
  Optional<Application> application(String app);
}
