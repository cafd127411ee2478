package dev.lethe.ingest.fact;

import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.EventType;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A [dev.lethe.shared.record.Fact] before its subject's key is known.
///
/// @param session the session's id as it was told: not yet to be stored
public record FactDraft(
    EventType type,
    EventTime time,
    @Nullable String session,
    @Nullable Long duration,
    Map<Dimension, String> values) {

  public FactDraft {
    values = Map.copyOf(values);
  }

  /// Whether the event belongs to the time before an erasure: if the earlier of its two times does,
  /// or if it told none.
  public boolean isBefore(Instant erased) {
    return time.raw() == null || !time.earliest().isAfter(erased);
  }
}
