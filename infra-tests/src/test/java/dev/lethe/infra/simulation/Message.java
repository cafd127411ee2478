package dev.lethe.infra.simulation;

import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An event that a phone has made: what it will tell, and what is true.
///
/// @param id its messageId
/// @param user who was signed in; nothing if nobody was
/// @param name of a tracked event
/// @param raw what the phone's clock showed; nothing if the event does not tell
/// @param made when it really was
/// @param wrong by how much the clock was
/// @param session its id; nothing if it tells none
/// @param duration in milliseconds; nothing if it tells none
/// @param allowsAnalytics whether its user consented
/// @param context the phone's, as `object.field`
/// @param properties what an offering or a goal tells
/// @param values what it should be counted by, but for the country
record Message(
    String id,
    Phone phone,
    @Nullable String user,
    EventType type,
    String name,
    @Nullable Instant raw,
    Instant made,
    Duration wrong,
    @Nullable String session,
    @Nullable Long duration,
    boolean allowsAnalytics,
    Map<String, String> context,
    Map<String, String> properties,
    Map<Dimension, String> values) {

  /// As an SDK writes it.
  String json() {
    var fields = new LinkedHashMap<String, String>();
    fields.put("type", text(type.wireName()));
    if (type == EventType.TRACK) {
      fields.put("event", text(name));
    }
    fields.put("messageId", text(id));
    fields.put("anonymousId", text(phone.anonymousId()));
    if (user != null) {
      fields.put("userId", text(user));
    }
    if (raw != null) {
      fields.put("timestamp", text(raw.toString()));
    }
    fields.put("context", contextJson());
    fields.put("properties", propertiesJson());
    return object(fields);
  }

  private String contextJson() {
    var objects = new LinkedHashMap<String, Map<String, String>>();
    var fields = new LinkedHashMap<String, String>();
    context.forEach((name, value) -> {
      var dot = name.indexOf('.');
      if (dot < 0) {
        fields.put(name, text(value));
      } else {
        objects
            .computeIfAbsent(name.substring(0, dot), unseen -> new LinkedHashMap<>())
            .put(name.substring(dot + 1), text(value));
      }
    });
    objects.forEach((name, inner) -> fields.put(name, object(inner)));
    if (!allowsAnalytics) {
      fields.put("consent", "{\"categoryPreferences\":{\"Analytics\":false}}");
    }
    return object(fields);
  }

  private String propertiesJson() {
    var fields = new LinkedHashMap<String, String>();
    properties.forEach((name, value) -> fields.put(name, text(value)));
    if (session != null) {
      fields.put("session_id", text(session));
    }
    if (duration != null) {
      fields.put("duration_ms", duration.toString());
    }
    return object(fields);
  }

  private static String text(String text) {
    return '"' + text + '"';
  }

  private static String object(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> text(field.getKey()) + ":" + field.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  @Override
  public String toString() {
    return id;
  }
}
