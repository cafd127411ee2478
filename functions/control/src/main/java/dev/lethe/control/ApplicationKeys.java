package dev.lethe.control;

import dev.lethe.shared.record.Bytes;

/// Makes keys of applications. Control never sees them open.
@FunctionalInterface
interface ApplicationKeys {

  /// A new random key, sealed for this application alone.
  Bytes create(String application);
}
