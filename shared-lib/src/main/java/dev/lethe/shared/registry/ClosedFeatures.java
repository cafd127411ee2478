package dev.lethe.shared.registry;

import java.time.Instant;
import java.util.Map;

/// The journal of features that were switched off, beside the Registry: whoever restores that from
/// a backup switches on nothing that was switched off since.
@FunctionalInterface
public interface ClosedFeatures {

  /// When features of an application were switched off, each for the last time, as far back as
  /// backups go.
  Map<Feature, Instant> of(String app);
}
