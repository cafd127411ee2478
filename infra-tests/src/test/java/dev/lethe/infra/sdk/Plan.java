package dev.lethe.infra.sdk;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What an SDK is to send, and what must be counted of it.
///
/// @param url the API, the stage included
public record Plan(String url, String writeKey, List<PlannedEvent> events) {

  /// Every call of the tracking API.
  public static final Set<String> CALLS =
      Set.of("track", "identify", "screen", "page", "group", "alias");

  /// One event, in Segment's field names; `type` is the call.
  public record PlannedEvent(
      String type,
      @Nullable String event,
      @Nullable String name,
      @Nullable String groupId,
      @Nullable String previousId,
      String userId,
      String timestamp,
      Map<String, Object> context,
      @Nullable Map<String, Object> properties) {

    /// How statistics name it.
    String counted() {
      return event == null ? "(" + type + ")" : event;
    }
  }

  /// Addresses of universities, and where they are: documentation's own addresses are nowhere.
  private static final List<String> ADDRESSES =
      List.of("130.149.7.201", "18.9.22.69", "133.11.0.1");

  private static final List<String> COUNTRIES = List.of("DE", "US", "JP");
  private static final List<String> LOCALES = List.of("de-DE", "en-US");
  private static final List<String> OFFERING_TYPES = List.of("text", "video");
  private static final List<String> DEVICES = List.of("ios", "android");

  /// A plan of some two hundred events of seven subjects on two days, with every call.
  public static Plan of(String url, String writeKey, Instant now) {
    var events = new ArrayList<PlannedEvent>();
    var yesterday = now.minus(1, ChronoUnit.DAYS);
    for (var i = 0; i < 180; i++) {
      var name = i % 3 == 0 ? "Application Opened" : i % 3 == 1 ? "Offering Shown" : "Goal Reached";
      events.add(event("track", name, i, i % 4 == 0 ? yesterday : now));
    }
    for (var i = 0; i < 10; i++) {
      events.add(event("identify", null, i, now));
      events.add(event("screen", null, i, now));
      events.add(event("page", null, i, yesterday));
      events.add(event("group", null, i, now));
      events.add(event("alias", null, i, now));
    }
    return new Plan(url, writeKey, List.copyOf(events));
  }

  /// The same plan with the events alone that a library has calls for.
  public Plan with(Set<String> calls) {
    return new Plan(
        url, writeKey, events.stream().filter(event -> calls.contains(event.type())).toList());
  }

  /// The same plan with its first events alone.
  public Plan first(int number) {
    return new Plan(url, writeKey, List.copyOf(events.subList(0, number)));
  }

  private static PlannedEvent event(String type, @Nullable String event, int i, Instant time) {
    return new PlannedEvent(
        type,
        event,
        type.equals("screen") || type.equals("page") ? "Home" : null,
        type.equals("group") ? "group-1" : null,
        type.equals("alias") ? "device-" + i : null,
        "subject-" + i % 7,
        time.truncatedTo(ChronoUnit.MILLIS).toString(),
        context(i),
        event == null ? null : properties(event, i));
  }

  /// What the vocabulary says of an event (docs/events.md).
  private static @Nullable Map<String, Object> properties(String event, int i) {
    return switch (event) {
      case "Offering Shown" ->
          Map.of(
              "offering_id",
              "offer-" + i % 5,
              "content_type",
              "news",
              "offering_type",
              OFFERING_TYPES.get(i % 2),
              "duration_ms",
              1_000 + i);
      case "Goal Reached" -> Map.of("goal", "goal-" + i % 3);
      default -> null;
    };
  }

  private static Map<String, Object> context(int i) {
    return Map.of(
        "ip", ADDRESSES.get(i % ADDRESSES.size()),
        "timezone", "Europe/Berlin",
        "app", Map.of("name", "App", "version", "1." + i % 3),
        "device", Map.of("type", DEVICES.get(i % 2), "manufacturer", "Maker", "model", "M" + i % 4),
        "os", Map.of("name", "System", "version", "10.2.3." + i % 2),
        "screen", Map.of("width", 390, "height", 840 + i % 2),
        "locale", LOCALES.get(i % 2));
  }

  /// What statistics must say, as `key day` to number.
  public Map<String, Long> expected(String by) {
    var numbers = new TreeMap<String, Long>();
    for (var i = 0; i < events.size(); i++) {
      var event = events.get(i);
      var key = key(event, by);
      if (key != null) {
        numbers.merge(key + " " + event.timestamp().substring(0, 10), 1L, Long::sum);
      }
    }
    return numbers;
  }

  /// What statistics by the hour must say of all events, as `total hour` to number.
  public Map<String, Long> expectedByHour() {
    var numbers = new TreeMap<String, Long>();
    events.forEach(
        event -> numbers.merge("total " + event.timestamp().substring(0, 13), 1L, Long::sum));
    return numbers;
  }

  /// Under what an event is counted; nothing if it is not counted by that.
  private static @Nullable String key(PlannedEvent event, String by) {
    return switch (by) {
      case "event" -> event.counted();
      case "country" -> COUNTRIES.get(ADDRESSES.indexOf(event.context().get("ip")));
      case "platform", "device_type" -> told(event, "device", "type");
      case "manufacturer" -> told(event, "device", "manufacturer");
      case "model" -> told(event, "device", "model");
      case "app_version" -> told(event, "app", "version");
      case "os" -> told(event, "os", "name");
      case "os_version" -> told(event, "os", "version");
      case "screen" -> told(event, "screen", "width") + "x" + told(event, "screen", "height");
      case "locale" -> String.valueOf(event.context().get("locale"));
      case "offering" -> property(event, "offering_id");
      case "content_type", "offering_type", "goal" -> property(event, by);
      case "time_zone" -> String.valueOf(event.context().get("timezone"));
      default -> "total";
    };
  }

  private static @Nullable String property(PlannedEvent event, String name) {
    var value = event.properties() == null ? null : event.properties().get(name);
    return value == null ? null : String.valueOf(value);
  }

  private static String told(PlannedEvent event, String object, String field) {
    return event.context().get(object) instanceof Map<?, ?> fields
        ? String.valueOf(fields.get(field))
        : "";
  }
}
