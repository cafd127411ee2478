package dev.lethe.shared.counters;

import dev.lethe.shared.record.WireNamed;

/// How finely time is told apart in statistics. Both are of UTC.
public enum Interval implements WireNamed {
  DAY,
  HOUR
}
