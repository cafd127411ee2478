package dev.lethe.aggregate;

import dev.lethe.shared.counters.Metric;
import org.jspecify.annotations.Nullable;

/// The classes of subjects by how often they ran the app: 1, 2, 3 to 5, 6 to 10, more.
final class RunClass {

  private RunClass() {}

  /// The class of so many runs; nothing for none.
  static @Nullable Metric of(long runs) {
    if (runs <= 0) {
      return null;
    }
    if (runs == 1) {
      return Metric.RAN_ONCE;
    }
    if (runs == 2) {
      return Metric.RAN_TWICE;
    }
    if (runs <= 5) {
      return Metric.RAN_3_TO_5;
    }
    return runs <= 10 ? Metric.RAN_6_TO_10 : Metric.RAN_MORE;
  }
}
