package dev.lethe.retention;

import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import java.util.Map;
import java.util.Set;

/// The counters that are to be closed.
public interface Cells {

  /// The buckets of a span in which an application's metric was met at all.
  ///
  /// @param last is included
  Set<Bucket> met(String app, Metric metric, Bucket first, Bucket last);

  /// What each value stands at, over all spreads.
  Map<String, Numbers> values(Group group);

  /// Takes values out, for good, and sums what they stood at in one of the name
  /// [dev.lethe.shared.counters.CounterKey#SUPPRESSED]. It can be done again after it was killed at
  /// any point.
  ///
  /// @throws IllegalStateException if one of them is gone: it may have been there to hide the
  ///   others
  void sum(Group group, Set<String> values);

  /// Takes values out, for good.
  void drop(Group group, Set<String> values);
}
