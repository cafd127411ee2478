package dev.lethe.ingest.fact;

import dev.lethe.ingest.origin.Origin;
import dev.lethe.ingest.request.ContextField;
import dev.lethe.ingest.request.SdkEvent;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.EventType;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an event says in clear, dimension by dimension. Each value is of a closed set, of a
/// version's form, or a text that does not look personal; what is not told is left out.
final class FactValues {

  /// Those of the JDK's copy of the IANA database.
  private static final Set<String> TIME_ZONES = ZoneId.getAvailableZoneIds();

  private FactValues() {}

  /// @param from where the request came from; the address in the event's own context goes first
  static Map<Dimension, String> of(EventType type, SdkEvent event, @Nullable Origin from) {
    var values = new EnumMap<Dimension, String>(Dimension.class);
    values.put(Dimension.EVENT, eventValue(type, event.name()));
    Platforms.of(event.context()).ifPresent(platform -> values.put(Dimension.PLATFORM, platform));
    var origin = event.origin() == null ? from : event.origin();
    if (origin != null) {
      values.put(Dimension.COUNTRY, origin.country());
    }
    event.context().forEach((field, text) -> put(field, text, values));
    return values;
  }

  private static String eventValue(EventType type, @Nullable String name) {
    return type == EventType.TRACK && name != null
        ? FactText.clear(name)
        : "(" + type.wireName() + ")";
  }

  private static void put(ContextField field, String text, Map<Dimension, String> values) {
    switch (field) {
      case APP_VERSION -> values.put(Dimension.APP_VERSION, FactText.version(text));
      case OS -> values.put(Dimension.OS, FactText.clear(text));
      case OS_VERSION -> values.put(Dimension.OS_VERSION, FactText.version(text));
      case DEVICE_TYPE -> values.put(Dimension.DEVICE_TYPE, FactText.clear(text));
      case MANUFACTURER -> values.put(Dimension.MANUFACTURER, FactText.clear(text));
      case MODEL -> values.put(Dimension.MODEL, FactText.clear(text));
      case TIME_ZONE ->
          values.put(Dimension.TIME_ZONE, TIME_ZONES.contains(text) ? text : Dimension.OTHER);
      case LIBRARY -> {
        // It tells the platform only.
      }
    }
  }
}
