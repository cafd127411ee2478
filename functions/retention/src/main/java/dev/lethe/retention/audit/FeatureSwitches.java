package dev.lethe.retention.audit;

import dev.lethe.shared.registry.FeatureSwitch;
import java.util.List;

/// When features of applications were switched, and who said so.
@FunctionalInterface
public interface FeatureSwitches {

  /// Those of an application, in the order of their times.
  List<FeatureSwitch> of(String app);
}
