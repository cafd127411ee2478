package dev.lethe.subjects.packages;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a package tells of an event beside the event itself.
///
/// @param received when it came, by our clock
/// @param name what it is called: a tracked event's name, or the call in parentheses
/// @param traits what it says of its subject, each as JSON; nothing if it is no `identify`
record EventLine(Instant received, String name, Map<String, String> traits) {

  private static final String IDENTIFY = "identify";

  /// Reads a line of what the archive collected.
  static EventLine read(String line) throws IOException {
    Instant received = null;
    var event = new Event();
    try (var json = JsonText.FACTORY.createParser(line)) {
      json.nextToken();
      String field;
      while ((field = json.nextFieldName()) != null) {
        json.nextToken();
        switch (field) {
          case "receivedAt" -> received = Instant.parse(json.getText());
          case "event" -> event.read(json);
          default -> json.skipChildren();
        }
      }
    }
    return new EventLine(
        Objects.requireNonNull(received, "It lacks a time."),
        event.name(),
        event.isIdentify() ? event.traits() : Map.of());
  }

  private static final class Event {

    private final Map<String, String> own = new HashMap<>();
    private final Map<String, String> ofContext = new HashMap<>();
    private @Nullable String type;
    private @Nullable String event;
    private boolean isOfGroup;

    void read(JsonParser json) throws IOException {
      String field;
      while ((field = json.nextFieldName()) != null) {
        var token = json.nextToken();
        switch (field) {
          case "type" -> type = json.getValueAsString();
          case "event" -> event = json.getValueAsString();
          case "groupId" -> isOfGroup = true;
          case "traits" -> readTraits(json, own);
          case "context" -> {
            if (token == JsonToken.START_OBJECT) {
              readContext(json);
            }
          }
          default -> json.skipChildren();
        }
      }
    }

    private void readContext(JsonParser json) throws IOException {
      String field;
      while ((field = json.nextFieldName()) != null) {
        json.nextToken();
        if (field.equals("traits")) {
          readTraits(json, ofContext);
        } else {
          json.skipChildren();
        }
      }
    }

    private static void readTraits(JsonParser json, Map<String, String> traits) throws IOException {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        json.skipChildren();
        return;
      }
      String trait;
      while ((trait = json.nextFieldName()) != null) {
        json.nextToken();
        traits.put(trait, JsonText.of(json));
      }
    }

    /// A call of its own route need not say its type.
    boolean isIdentify() {
      return type == null ? event == null && !isOfGroup && !own.isEmpty() : type.equals(IDENTIFY);
    }

    String name() {
      if (event != null) {
        return event;
      }
      return isIdentify() ? "(identify)" : "(" + Objects.requireNonNullElse(type, "other") + ")";
    }

    Map<String, String> traits() {
      var all = new HashMap<>(ofContext);
      all.putAll(own);
      return all;
    }
  }
}
