package dev.lethe.shared.record;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one event says in clear, for counting. Nothing in it tells who it was.
///
/// @param type the call that brought it
/// @param raw the time of the event as its device told it, by which a repeat is found again;
///   nothing if it told none
/// @param time the same by the gate's clock, by which it is counted
/// @param digest 8 bytes of the event's `messageId` under the subject's key: a repeat has the same
/// @param session 8 bytes of its session's id under the subject's key; nothing if it told none
/// @param duration how long what it tells of took, in milliseconds; nothing if it told none
/// @param values what is known of it, bounded in length
public record Fact(
    EventType type,
    @Nullable Instant raw,
    Instant time,
    Bytes digest,
    @Nullable Bytes session,
    @Nullable Long duration,
    Map<Dimension, String> values) {

  public Fact {
    values = Map.copyOf(values);
  }

  /// The value of a dimension; [Dimension#UNKNOWN] if nothing was told.
  public String value(Dimension dimension) {
    return values.getOrDefault(dimension, Dimension.UNKNOWN);
  }
}
