package dev.lethe.control.restore;

import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.IssuedKey;
import java.util.function.Consumer;

/// The Registry that is used. Nobody else reads or writes there meanwhile.
public interface LiveRegistry {

  /// Reads the applications of a segment.
  void read(String segment, Consumer<Application> sink);

  /// Enters an application among those of its customer, if that is there.
  void link(Application application);

  /// Reads the keys of a segment.
  void readKeys(String segment, Consumer<IssuedKey> sink);

  /// Enters a key among those of its owner, if that is there.
  void link(IssuedKey key);
}
