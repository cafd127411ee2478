package dev.lethe.ingest.fact;

import dev.lethe.ingest.origin.Origin;
import dev.lethe.ingest.request.ContextField;
import dev.lethe.ingest.request.PropertyField;
import dev.lethe.ingest.request.SdkEvent;
import dev.lethe.ingest.text.FactText;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.EventNames;
import dev.lethe.shared.record.EventType;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an event says in clear, dimension by dimension. Each value is of a closed set, of a
/// version's form, or a text that does not look personal; what is not told is left out.
final class FactValues {

  /// Those of the JDK's copy of the IANA database.
  private static final Set<String> TIME_ZONES = ZoneId.getAvailableZoneIds();

  /// A language, and perhaps a script and a region (RFC 5646, section 2.1), as telephones write
  /// them.
  private static final Pattern LOCALE =
      Pattern.compile("[A-Za-z]{2,3}(?:[-_][A-Za-z]{4})?(?:[-_](?:[A-Za-z]{2}|\\d{3}))?");

  private static final Pattern PIXELS = Pattern.compile("\\d{1,5}");
  private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,9}");
  private static final Duration LONGEST_DURATION = Duration.ofDays(1);

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
    putScreen(event.context(), values);
    if (type == EventType.TRACK && event.name() != null) {
      put(FactText.clear(event.name()), event, values);
    }
    return values;
  }

  /// The id of the event's session; nothing if it told none.
  static @Nullable String session(SdkEvent event) {
    return event
        .properties()
        .getOrDefault(PropertyField.SESSION_ID, event.context().get(ContextField.SESSION));
  }

  /// How long what the event tells of took, in milliseconds; nothing if that is not told as a whole
  /// number of up to a day.
  static @Nullable Long duration(SdkEvent event) {
    var text = event.properties().get(PropertyField.DURATION_MS);
    if (text == null || !WHOLE_NUMBER.matcher(text).matches()) {
      return null;
    }
    var duration = Long.parseLong(text);
    return duration <= LONGEST_DURATION.toMillis() ? duration : null;
  }

  /// What offerings and goals are counted by; only the vocabulary's own events tell it.
  private static void put(String name, SdkEvent event, Map<Dimension, String> values) {
    if (EventNames.OFFERINGS.contains(name)) {
      put(event, PropertyField.OFFERING_ID, Dimension.OFFERING, values);
      put(event, PropertyField.CONTENT_TYPE, Dimension.CONTENT_TYPE, values);
      put(event, PropertyField.OFFERING_TYPE, Dimension.OFFERING_TYPE, values);
    } else if (name.equals(EventNames.GOAL_REACHED)) {
      put(event, PropertyField.GOAL, Dimension.GOAL, values);
    }
  }

  private static void put(
      SdkEvent event, PropertyField field, Dimension dimension, Map<Dimension, String> values) {
    var text = event.properties().get(field);
    if (text != null) {
      values.put(dimension, FactText.clear(text));
    }
  }

  private static void putScreen(Map<ContextField, String> context, Map<Dimension, String> values) {
    var width = context.getOrDefault(ContextField.SCREEN_WIDTH, "");
    var height = context.getOrDefault(ContextField.SCREEN_HEIGHT, "");
    if (PIXELS.matcher(width).matches() && PIXELS.matcher(height).matches()) {
      values.put(Dimension.SCREEN, width + "x" + height);
    }
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
      case LOCALE ->
          values.put(Dimension.LOCALE, LOCALE.matcher(text).matches() ? text : Dimension.OTHER);
      case LIBRARY, SCREEN_WIDTH, SCREEN_HEIGHT, SESSION -> {
        // They tell no dimension by themselves.
      }
    }
  }
}
