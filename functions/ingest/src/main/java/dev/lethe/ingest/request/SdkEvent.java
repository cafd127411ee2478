package dev.lethe.ingest.request;

import dev.lethe.ingest.origin.Origin;
import dev.lethe.shared.record.EventType;
import org.jspecify.annotations.Nullable;

/// One event of a request, as its SDK told it: the fields that the gate decides by. Texts are as
/// they came, and may be personal.
///
/// @param type nothing if it is missing or unknown
/// @param name of a tracked event
/// @param time as text: `originalTimestamp`, else `timestamp`
/// @param bytes how long it was in the body
/// @param origin of the address in its context; nothing if it had none
public record SdkEvent(
    @Nullable EventType type,
    @Nullable String name,
    @Nullable String messageId,
    @Nullable String userId,
    @Nullable String anonymousId,
    @Nullable String time,
    long bytes,
    @Nullable Origin origin,
    Device device) {

  /// What tells the platform of an event.
  ///
  /// @param type `context.device.type`
  /// @param os `context.os.name`
  /// @param library `context.library.name`
  public record Device(@Nullable String type, @Nullable String os, @Nullable String library) {}
}
