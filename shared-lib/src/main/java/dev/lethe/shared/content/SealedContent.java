package dev.lethe.shared.content;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.WireNamed;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.vault.FeatureKeys;
import dev.lethe.shared.vault.WrongKeyException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a subject sent in one request, as it stands under the subject's key: CBOR, one map with a
/// format version `v`. Events are in it as they came, but for what was not kept: each an encoded
/// CBOR map of its own, in Segment's field names.
///
/// @param received when the request came
/// @param network where it came from, masked; nothing if that was not told
/// @param country of that network
/// @param ofAll what the batch said of all its events, a CBOR map; nothing if it was no batch
/// @param events CBOR maps
/// @param ofFeatures what features let through of `ofAll` and `events`, each a list of
///   [ContentPart]s under the feature's key ([FeatureKeys]); nothing once it is put back
public record SealedContent(
    Instant received,
    @Nullable String network,
    @Nullable String country,
    @Nullable Bytes ofAll,
    List<Bytes> events,
    Map<Feature, Bytes> ofFeatures) {

  private static final CBORFactory CBOR = new CBORFactory();
  private static final int VERSION = 1;
  private static final String CONTEXT = "context";

  public SealedContent {
    events = List.copyOf(events);
    ofFeatures = Map.copyOf(ofFeatures);
  }

  /// Content of which nothing is kept apart.
  public SealedContent(
      Instant received,
      @Nullable String network,
      @Nullable String country,
      @Nullable Bytes ofAll,
      List<Bytes> events) {
    this(received, network, country, ofAll, events, Map.of());
  }

  /// The same with what features let through put back, but for what was erased since.
  ///
  /// @throws WrongKeyException if these are not the application's keys, or older than what is
  ///   sealed
  /// @throws IOException if what opens does not fit
  public SealedContent opened(FeatureKeys keys) throws WrongKeyException, IOException {
    var parts = new HashMap<Integer, List<ContentPart>>();
    for (var sealed : new TreeMap<>(ofFeatures).entrySet()) {
      var open = keys.open(sealed.getKey(), sealed.getValue());
      if (open.isPresent()) {
        for (var part : ContentPart.decode(open.get())) {
          parts.computeIfAbsent(part.event(), event -> new ArrayList<>()).add(part);
        }
      }
    }
    var whole = new ArrayList<Bytes>(events.size());
    for (var event : events) {
      whole.add(ContentPart.putBack(event, parts.getOrDefault(whole.size(), List.of())));
    }
    var wholeOfAll =
        ofAll == null
            ? null
            : ContentPart.putBack(ofAll, parts.getOrDefault(ContentPart.OF_ALL, List.of()));
    return new SealedContent(received, network, country, wholeOfAll, whole);
  }

  /// The CBOR form.
  public byte[] encode() {
    var bytes = new ByteArrayOutputStream();
    try (var cbor = CBOR.createGenerator(bytes)) {
      cbor.writeStartObject();
      cbor.writeNumberField("v", VERSION);
      cbor.writeNumberField("received", received.toEpochMilli());
      if (network != null) {
        cbor.writeStringField("network", network);
      }
      if (country != null) {
        cbor.writeStringField("country", country);
      }
      if (ofAll != null) {
        cbor.writeBinaryField("ofAll", ofAll.toArray());
      }
      cbor.writeArrayFieldStart("events");
      for (var event : events) {
        cbor.writeBinary(event.toArray());
      }
      cbor.writeEndArray();
      if (!ofFeatures.isEmpty()) {
        cbor.writeObjectFieldStart("ofFeatures");
        for (var feature : new TreeMap<>(ofFeatures).entrySet()) {
          cbor.writeBinaryField(feature.getKey().wireName(), feature.getValue().toArray());
        }
        cbor.writeEndObject();
      }
      cbor.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail to be written.", e);
    }
    return bytes.toByteArray();
  }

  /// Reads what [#encode] made.
  ///
  /// @throws IOException if it is anything else
  public static SealedContent decode(byte[] bytes) throws IOException {
    Instant received = null;
    String network = null;
    String country = null;
    Bytes ofAll = null;
    var events = new ArrayList<Bytes>();
    var ofFeatures = new EnumMap<Feature, Bytes>(Feature.class);
    try (var cbor = CBOR.createParser(bytes)) {
      if (cbor.nextToken() != JsonToken.START_OBJECT
          || !"v".equals(cbor.nextFieldName())
          || cbor.nextIntValue(-1) != VERSION) {
        throw new IOException("It is no content of this version.");
      }
      String field;
      while ((field = cbor.nextFieldName()) != null) {
        cbor.nextToken();
        switch (field) {
          case "received" -> received = Instant.ofEpochMilli(cbor.getLongValue());
          case "network" -> network = cbor.getText();
          case "country" -> country = cbor.getText();
          case "ofAll" -> ofAll = Bytes.copyOf(cbor.getBinaryValue());
          case "events" -> {
            while (cbor.nextToken() != JsonToken.END_ARRAY) {
              events.add(Bytes.copyOf(cbor.getBinaryValue()));
            }
          }
          case "ofFeatures" -> {
            String feature;
            while ((feature = cbor.nextFieldName()) != null) {
              cbor.nextToken();
              ofFeatures.put(
                  WireNamed.find(Feature.class, feature)
                      .orElseThrow(() -> new IOException("It has an unknown feature.")),
                  Bytes.copyOf(cbor.getBinaryValue()));
            }
          }
          default -> throw new IOException("It has an unknown field.");
        }
      }
    }
    if (received == null) {
      throw new IOException("It lacks a field.");
    }
    return new SealedContent(received, network, country, ofAll, events, ofFeatures);
  }

  /// Writes each event as JSON.
  ///
  /// @param json gets one object an event
  public void writeEvents(JsonGenerator json) throws IOException {
    for (var event : events) {
      writeEvent(event, json);
    }
  }

  /// Writes an event as JSON, with what its batch said of all of them: of the context, each field
  /// that the event's own does not have; of the rest, each field that the event does not have.
  ///
  /// @param event one of the events
  public void writeEvent(Bytes event, JsonGenerator json) throws IOException {
    json.writeStartObject();
    var own = new HashSet<String>();
    try (var cbor = CBOR.createParser(event.toArray())) {
      cbor.nextToken();
      eachField(
          cbor,
          own,
          (field, value) -> {
            if (field.equals(CONTEXT) && value.currentToken() == JsonToken.START_OBJECT) {
              writeContext(value, json);
            } else {
              copyField(field, value, json);
            }
          });
    }
    eachOfAll((field, value) -> {
      if (!own.contains(field)) {
        copyField(field, value, json);
      } else {
        value.skipChildren();
      }
    });
    json.writeEndObject();
  }

  /// Writes an event's context, filled up from the batch's.
  private void writeContext(JsonParser cbor, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart(CONTEXT);
    var own = new HashSet<String>();
    eachField(cbor, own, (field, value) -> copyField(field, value, json));
    eachOfAll((field, value) -> {
      if (field.equals(CONTEXT) && value.currentToken() == JsonToken.START_OBJECT) {
        fill(value, json, own);
      } else {
        value.skipChildren();
      }
    });
    json.writeEndObject();
  }

  private static void fill(JsonParser batch, JsonGenerator json, Set<String> own)
      throws IOException {
    eachField(
        batch,
        new HashSet<>(),
        (field, value) -> {
          if (own.contains(field)) {
            value.skipChildren();
          } else {
            copyField(field, value, json);
          }
        });
  }

  /// Takes a field; the parser stands on its value, and is left on the value's last token.
  @FunctionalInterface
  private interface FieldTaker {
    void take(String field, JsonParser value) throws IOException;
  }

  private void eachOfAll(FieldTaker taker) throws IOException {
    if (ofAll != null) {
      try (var cbor = CBOR.createParser(ofAll.toArray())) {
        cbor.nextToken();
        eachField(cbor, new HashSet<>(), taker);
      }
    }
  }

  /// Takes the fields of the object that the parser stands on.
  ///
  /// @param names gets their names
  private static void eachField(JsonParser cbor, Set<String> names, FieldTaker taker)
      throws IOException {
    String field;
    while ((field = cbor.nextFieldName()) != null) {
      names.add(field);
      cbor.nextToken();
      taker.take(field, cbor);
    }
  }

  private static void copyField(String field, JsonParser value, JsonGenerator json)
      throws IOException {
    json.writeFieldName(field);
    json.copyCurrentStructure(value);
  }
}
