package dev.lethe.ingest.request;

import dev.lethe.ingest.origin.Origin;
import dev.lethe.shared.record.EventType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Events for tests.
public final class SdkEvents {

  private static final int SIZE = 100;

  private SdkEvents() {}

  public static SdkEvent of(
      @Nullable EventType type,
      @Nullable String name,
      @Nullable String userId,
      @Nullable String anonymousId,
      @Nullable String time,
      Map<ContextField, String> context,
      Map<PropertyField, String> properties) {
    return new SdkEvent(
        type,
        name,
        "m1",
        Whose.of(userId, anonymousId),
        false,
        null,
        time,
        null,
        SIZE,
        1,
        null,
        true,
        context,
        properties,
        empty());
  }

  /// A tracked event with an address in its own context.
  public static SdkEvent from(Origin origin) {
    return new SdkEvent(
        EventType.TRACK,
        "Opened",
        null,
        Whose.of(null, "a1"),
        false,
        null,
        null,
        null,
        SIZE,
        1,
        origin,
        true,
        Map.of(),
        Map.of(),
        empty());
  }

  /// A tracked event of a size.
  public static SdkEvent sized(long bytes, int fields) {
    return new SdkEvent(
        EventType.TRACK,
        "Opened",
        null,
        Whose.of(null, "a1"),
        false,
        null,
        null,
        null,
        bytes,
        fields,
        null,
        true,
        Map.of(),
        Map.of(),
        empty());
  }

  private static Content empty() {
    return new Content(new byte[] {(byte) 0xbf, (byte) 0xff}, List.of());
  }
}
