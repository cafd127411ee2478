package dev.lethe.shared.record;

import java.time.Instant;
import java.util.Map;

/// What one event says in clear, for counting. Nothing in it tells who it was.
///
/// @param type the call that brought it
/// @param time the raw time of the event, as its device told it
/// @param values what is known of it, bounded in length
public record Fact(EventType type, Instant time, Map<Dimension, String> values) {

  public Fact {
    values = Map.copyOf(values);
  }

  /// The value of a dimension; [Dimension#UNKNOWN] if nothing was told.
  public String value(Dimension dimension) {
    return values.getOrDefault(dimension, Dimension.UNKNOWN);
  }
}
