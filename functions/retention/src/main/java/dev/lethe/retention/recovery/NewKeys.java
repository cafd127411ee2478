package dev.lethe.retention.recovery;

import dev.lethe.shared.record.Bytes;

/// Makes keys of applications, which whoever recovers the Vault never sees open.
@FunctionalInterface
interface NewKeys {

  /// A new random key, sealed for this application alone.
  Bytes create(String app);
}
