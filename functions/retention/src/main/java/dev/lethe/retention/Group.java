package dev.lethe.retention;

import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.record.Dimension;
import org.jspecify.annotations.Nullable;

/// The counters that tell a metric of one bucket apart by a dimension.
///
/// @param dimension nothing for the total
public record Group(String app, Metric metric, Bucket bucket, @Nullable Dimension dimension) {}
