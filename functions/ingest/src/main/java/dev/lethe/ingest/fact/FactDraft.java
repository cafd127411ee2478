package dev.lethe.ingest.fact;

import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.EventType;
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
}
