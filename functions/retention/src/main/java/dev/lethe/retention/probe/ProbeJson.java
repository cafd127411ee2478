package dev.lethe.retention.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lethe.retention.probe.Setting.Check;
import dev.lethe.retention.probe.Setting.Verdict;
import dev.lethe.shared.api.Json;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.WireNamed;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What probes keep, as JSON.
final class ProbeJson {

  private static final JsonMapper MAPPER = new JsonMapper();

  private ProbeJson() {}

  private static Bytes bytes(Json.Fields fields) {
    return Bytes.copyOf(Json.object(fields).getBytes(UTF_8));
  }

  private static JsonNode read(Bytes content) {
    try {
      return MAPPER.readTree(new String(content.toArray(), UTF_8));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A probe kept something that is no JSON.", e);
    }
  }

  /// An array: the state machine goes through it.
  static Bytes plan(List<Part> parts) {
    var text =
        parts.stream()
            .map(part -> Json.object(json -> part(part, json)))
            .collect(Collectors.joining(",", "[", "]"));
    return Bytes.copyOf(text.getBytes(UTF_8));
  }

  private static void part(Part part, JsonGenerator json) throws IOException {
    json.writeNumberField("number", part.number());
    json.writeStringField("place", part.place().wireName());
    json.writeStringField("work", part.work().wireName());
    json.writeNumberField("first", part.first());
    json.writeNumberField("last", part.last());
    json.writeNumberField("segments", part.segments());
  }

  static List<Part> plan(Bytes content) {
    var parts = new ArrayList<Part>();
    for (var part : read(content)) {
      parts.add(
          new Part(
              part.path("number").intValue(),
              constant(Place.class, part, "place"),
              constant(Part.Work.class, part, "work"),
              part.path("first").intValue(),
              part.path("last").intValue(),
              part.path("segments").intValue()));
    }
    return List.copyOf(parts);
  }

  static Bytes state(PartState state) {
    return bytes(json -> {
      json.writeStringField("until", state.until().toString());
      json.writeBooleanField("done", state.isDone());
      json.writeStringField("point", state.point());
      found(state.amounts(), state.settings(), state.bytes(), json);
    });
  }

  static PartState state(Bytes content) {
    var state = read(content);
    return new PartState(
        Instant.parse(state.path("until").textValue()),
        state.path("done").booleanValue(),
        state.path("point").textValue(),
        amounts(state),
        settings(state),
        sizes(state));
  }

  static Bytes probe(Probe probe) {
    return bytes(json -> {
      json.writeStringField("run", probe.run());
      json.writeStringField("at", probe.at().toString());
      json.writeStringField("until", probe.until().toString());
      json.writeArrayFieldStart("places");
      for (var place : probe.places()) {
        json.writeString(place.wireName());
      }
      json.writeEndArray();
      found(probe.amounts(), probe.settings(), probe.bytes(), json);
      json.writeArrayFieldStart("breaches");
      for (var breach : probe.breaches()) {
        json.writeStartObject();
        json.writeStringField("place", breach.place().wireName());
        json.writeStringField("of", breach.of());
        json.writeNumberField("records", breach.records());
        json.writeStringField("says", breach.says());
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }

  /// Breaches are not read: they follow from the rest.
  static Probe probe(Bytes content) {
    var probe = read(content);
    var places = new ArrayList<Place>();
    for (var place : probe.path("places")) {
      places.add(WireNamed.find(Place.class, place.textValue()).orElseThrow());
    }
    return new Probe(
        probe.path("run").textValue(),
        Instant.parse(probe.path("at").textValue()),
        Instant.parse(probe.path("until").textValue()),
        places,
        amounts(probe),
        settings(probe),
        sizes(probe));
  }

  private static void found(
      Amounts amounts, List<Setting> settings, Map<Place, Long> sizes, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart("found");
    for (var slot : amounts.bySlot().entrySet()) {
      json.writeStartObject();
      amount(slot.getKey(), slot.getValue(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("settings");
    for (var setting : settings) {
      json.writeStartObject();
      json.writeStringField("place", setting.place().wireName());
      json.writeStringField("check", setting.check().wireName());
      json.writeStringField("of", setting.of());
      text(json, "reported", setting.reported());
      json.writeStringField("promised", setting.promised());
      json.writeStringField("verdict", setting.verdict().wireName());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeObjectFieldStart("bytes");
    for (var size : new TreeMap<>(sizes).entrySet()) {
      json.writeNumberField(size.getKey().wireName(), size.getValue());
    }
    json.writeEndObject();
  }

  private static void amount(Amounts.Slot slot, Amount amount, JsonGenerator json)
      throws IOException {
    json.writeStringField("place", slot.kind().place().wireName());
    json.writeStringField("kind", slot.kind().name());
    json.writeStringField("app", slot.app());
    json.writeNumberField("records", amount.records());
    if (amount.bytes() != null) {
      json.writeNumberField("bytes", amount.bytes());
    }
    text(json, "oldest", amount.oldest() == null ? null : amount.oldest().toString());
    json.writeNumberField("past", amount.past());
    json.writeStringField("worst", amount.worst().toString());
    json.writeNumberField("endless", amount.endless());
    json.writeNumberField("late", amount.late());
  }

  private static Amounts amounts(JsonNode node) {
    var bySlot = new TreeMap<Amounts.Slot, Amount>();
    for (var found : node.path("found")) {
      var kind = Kinds.of(constant(Place.class, found, "place"), found.path("kind").textValue());
      bySlot.put(
          new Amounts.Slot(kind, found.path("app").textValue()),
          new Amount(
              found.path("records").longValue(),
              found.has("bytes") ? Long.valueOf(found.path("bytes").longValue()) : null,
              found.has("oldest") ? Instant.parse(found.path("oldest").textValue()) : null,
              found.path("past").longValue(),
              Duration.parse(found.path("worst").textValue()),
              found.path("endless").longValue(),
              found.path("late").longValue()));
    }
    return new Amounts(bySlot);
  }

  private static List<Setting> settings(JsonNode node) {
    var settings = new ArrayList<Setting>();
    for (var setting : node.path("settings")) {
      settings.add(
          new Setting(
              constant(Place.class, setting, "place"),
              constant(Check.class, setting, "check"),
              setting.path("of").textValue(),
              setting.path("reported").textValue(),
              setting.path("promised").textValue(),
              constant(Verdict.class, setting, "verdict")));
    }
    return settings;
  }

  private static Map<Place, Long> sizes(JsonNode node) {
    var sizes = new EnumMap<Place, Long>(Place.class);
    for (var size : node.path("bytes").properties()) {
      sizes.put(
          WireNamed.find(Place.class, size.getKey()).orElseThrow(), size.getValue().longValue());
    }
    return sizes;
  }

  private static void text(JsonGenerator json, String name, @Nullable String text)
      throws IOException {
    if (text != null) {
      json.writeStringField(name, text);
    }
  }

  private static <E extends Enum<E> & WireNamed> E constant(
      Class<E> constants, JsonNode node, String name) {
    return WireNamed.find(constants, node.path(name).textValue()).orElseThrow();
  }
}
