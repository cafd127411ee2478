package dev.lethe.shared.registry;

import java.util.Set;

/// Knows applications that are gone: what still comes of them is dropped.
@FunctionalInterface
public interface GoneApplications {

  /// Those of some applications that are gone.
  Set<String> among(Set<String> applications);
}
