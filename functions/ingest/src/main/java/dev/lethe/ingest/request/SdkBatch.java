package dev.lethe.ingest.request;

import dev.lethe.shared.registry.ApiKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request's body, read.
///
/// @param writeKey the key in the body; nothing if there was none
public record SdkBatch(List<SdkEvent> events, @Nullable ApiKey writeKey) {

  public SdkBatch {
    events = List.copyOf(events);
  }
}
