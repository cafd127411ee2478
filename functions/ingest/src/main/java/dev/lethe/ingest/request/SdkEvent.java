package dev.lethe.ingest.request;

import dev.lethe.ingest.origin.Origin;
import dev.lethe.shared.record.EventType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One event of a request, as its SDK told it: the fields that the gate decides by. Texts are as
/// they came, and may be personal.
///
/// @param type nothing if it is missing or unknown
/// @param name of a tracked event
/// @param time as text: `timestamp`, else RudderStack's `originalTimestamp`
/// @param bytes how long it was in the body
/// @param origin of the address in its context; nothing if it had none
/// @param context what its context told, filled up from its batch's
public record SdkEvent(
    @Nullable EventType type,
    @Nullable String name,
    @Nullable String messageId,
    @Nullable String userId,
    @Nullable String anonymousId,
    @Nullable String time,
    long bytes,
    @Nullable Origin origin,
    Map<ContextField, String> context) {

  public SdkEvent {
    context = Map.copyOf(context);
  }
}
