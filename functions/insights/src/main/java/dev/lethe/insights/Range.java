package dev.lethe.insights;

import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.record.Dimension;
import org.jspecify.annotations.Nullable;

/// Counters that are read at once: a metric's values of a dimension, or its total, from one bucket
/// to another of the same interval.
///
/// @param app the application's id
/// @param dimension nothing for the total
/// @param last included
public record Range(
    String app, Metric metric, @Nullable Dimension dimension, Bucket first, Bucket last) {

  /// All values of a counter's dimension in its bucket.
  public static Range of(CounterKey counter) {
    return new Range(
        counter.app(), counter.metric(), counter.dimension(), counter.bucket(), counter.bucket());
  }
}
