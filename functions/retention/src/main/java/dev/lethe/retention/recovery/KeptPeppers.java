package dev.lethe.retention.recovery;

import dev.lethe.shared.record.Bytes;
import java.util.Optional;

/// Applications' peppers as they are kept beside the Vault. Whoever recovers it cannot open them.
@FunctionalInterface
public interface KeptPeppers {

  /// An application's pepper, sealed; nothing if the application has ended.
  Optional<Bytes> of(String app);
}
