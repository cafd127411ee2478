package dev.lethe.ingest.fact;

import dev.lethe.ingest.request.ContextField;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Tells what an SDK runs on, as one of a closed set of names.
final class Platforms {

  /// What mobile SDKs send as `context.device.type`.
  private static final Set<String> DEVICES =
      Set.of("ios", "android", "tvos", "watchos", "visionos", "macos", "windows", "linux");

  /// What SDKs send as `context.os.name`, in lower case.
  private static final Map<String, String> SYSTEMS =
      Map.ofEntries(
          Map.entry("android", "android"),
          Map.entry("ios", "ios"),
          Map.entry("ipados", "ios"),
          Map.entry("iphone os", "ios"),
          Map.entry("tvos", "tvos"),
          Map.entry("watchos", "watchos"),
          Map.entry("visionos", "visionos"),
          Map.entry("mac os x", "macos"),
          Map.entry("macos", "macos"),
          Map.entry("windows", "windows"),
          Map.entry("linux", "linux"));

  /// What Segment's and RudderStack's SDKs send as `context.library.name`, if they run in one place
  /// only.
  private static final Map<String, String> LIBRARIES =
      Map.ofEntries(
          Map.entry("analytics.js", "web"),
          Map.entry("analytics-ios", "ios"),
          Map.entry("analytics-android", "android"),
          Map.entry("analytics-java", "server"),
          Map.entry("analytics-python", "server"),
          Map.entry("analytics-node", "server"),
          Map.entry("@segment/analytics-node", "server"),
          Map.entry("RudderLabs JavaScript SDK", "web"));

  private Platforms() {}

  /// The platform of an event; nothing if its context does not tell.
  static Optional<String> of(Map<ContextField, String> context) {
    var type = lower(context, ContextField.DEVICE_TYPE);
    if (DEVICES.contains(type)) {
      return Optional.of(type);
    }
    var library = LIBRARIES.get(context.getOrDefault(ContextField.LIBRARY, ""));
    return Optional.ofNullable(
        library == null ? SYSTEMS.get(lower(context, ContextField.OS)) : library);
  }

  private static String lower(Map<ContextField, String> context, ContextField field) {
    return context.getOrDefault(field, "").toLowerCase(Locale.ROOT);
  }
}
