package dev.lethe.shared.counters;

import dev.lethe.shared.record.WireNamed;

/// How finely time is told apart in statistics. Hours are UTC; the others are the application's.
public enum Interval implements WireNamed {
  HOUR,
  DAY,
  /// From Monday to Sunday, as ISO 8601 numbers them.
  WEEK,
  MONTH
}
