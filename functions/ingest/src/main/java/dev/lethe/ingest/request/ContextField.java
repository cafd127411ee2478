package dev.lethe.ingest.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The fields of an event's `context` that facts are made of
/// (<https://segment.com/docs/connections/spec/common/>, "Context").
public enum ContextField {
  APP_VERSION("app", "version"),
  DEVICE_TYPE("device", "type"),
  MANUFACTURER("device", "manufacturer"),
  MODEL("device", "model"),
  OS("os", "name"),
  OS_VERSION("os", "version"),
  LIBRARY("library", "name"),
  SCREEN_WIDTH("screen", "width"),
  SCREEN_HEIGHT("screen", "height"),
  LOCALE("locale", null),
  TIME_ZONE("timezone", null),
  /// Of RudderStack's SDKs.
  SESSION("sessionId", null);

  private static final List<ContextField> ALL = List.of(values());

  private final String name;
  private final @Nullable String inner;

  ContextField(String name, @Nullable String inner) {
    this.name = name;
    this.inner = inner;
  }

  /// The field of a name in the context, and of a name within that if it is an object.
  static @Nullable ContextField at(String name, @Nullable String inner) {
    for (var field : ALL) {
      if (field.name.equals(name)
          && (inner == null ? field.inner == null : inner.equals(field.inner))) {
        return field;
      }
    }
    return null;
  }
}
