package dev.lethe.shared.record;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The CBOR form (RFC 8949) of a [LaneMessage]: one map, keyed by the record's field names after a
/// format version `v`; before `facts` stands in `common` what all of them say alike; a record that
/// has `intake` is an [IntakeRecord], one that has `command` a [Command]. A reader takes its own
/// version only, and no field that it does not know; a field that came later may be missing. Facts
/// by themselves are a map of `common` and `facts` alone, with a version of their own: they are
/// kept, sealed, longer than the stream lasts.
public final class RecordCodec {

  static final int VERSION = 4;

  /// Of facts by themselves. Whoever raises it reads the one before, too: for 90 days it is there.
  static final int FACTS_VERSION = 1;

  static final CBORFactory CBOR = new CBORFactory();

  private RecordCodec() {}

  /// Encodes a record.
  public static byte[] encode(LaneMessage message) {
    return map(
        VERSION,
        cbor -> {
          cbor.writeStringField("app", message.app());
          switch (message) {
            case StreamRecord streamRecord -> write(streamRecord, cbor);
            case IntakeRecord intake -> write(intake, cbor);
            case Command command -> write(command, cbor);
          }
        });
  }

  /// Encodes facts by themselves.
  public static byte[] encodeFacts(List<Fact> facts) {
    return map(FACTS_VERSION, cbor -> write(facts, cbor));
  }

  private interface Fields {
    void write(JsonGenerator cbor) throws IOException;
  }

  private static byte[] map(int version, Fields fields) {
    var bytes = new ByteArrayOutputStream();
    try (var cbor = CBOR.createGenerator(bytes)) {
      cbor.writeStartObject();
      cbor.writeNumberField("v", version);
      fields.write(cbor);
      cbor.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail to be written.", e);
    }
    return bytes.toByteArray();
  }

  /// Decodes what [#encode] made.
  ///
  /// @throws UndecodableRecordException if the bytes are anything else
  public static LaneMessage decode(byte[] bytes) throws UndecodableRecordException {
    return new RecordReader(bytes).read();
  }

  /// Decodes what [#encodeFacts] made.
  ///
  /// @throws UndecodableRecordException if the bytes are anything else
  public static List<Fact> decodeFacts(byte[] bytes) throws UndecodableRecordException {
    return new RecordReader(bytes).readFacts();
  }

  private static void write(StreamRecord streamRecord, JsonGenerator cbor) throws IOException {
    cbor.writeStringField("label", streamRecord.label());
    cbor.writeNumberField("state", streamRecord.state());
    cbor.writeNumberField("born", streamRecord.born().toEpochDay());
    cbor.writeStringField("zone", streamRecord.zone().getId());
    cbor.writeNumberField("retention", streamRecord.retention());
    cbor.writeNumberField("received", streamRecord.received().toEpochMilli());
    cbor.writeArrayFieldStart("purposes");
    for (var purpose : streamRecord.purposes().stream().sorted().toList()) {
      cbor.writeString(purpose.wireName());
    }
    cbor.writeEndArray();
    write(streamRecord.facts(), cbor);
    if (streamRecord.sealed() != null) {
      cbor.writeBinaryField("sealed", streamRecord.sealed().toArray());
    }
  }

  private static void write(List<Fact> facts, JsonGenerator cbor) throws IOException {
    var common = common(facts);
    if (!common.isEmpty()) {
      cbor.writeObjectFieldStart("common");
      write(common, cbor);
      cbor.writeEndObject();
    }
    cbor.writeArrayFieldStart("facts");
    for (var fact : facts) {
      write(fact, common, cbor);
    }
    cbor.writeEndArray();
  }

  private static void write(IntakeRecord intake, JsonGenerator cbor) throws IOException {
    cbor.writeStringField("label", intake.partitionKey());
    cbor.writeStringField("zone", intake.zone().getId());
    cbor.writeNumberField("received", intake.received().toEpochMilli());
    if (intake.request() != null) {
      cbor.writeStringField("request", intake.request().outcome());
      cbor.writeNumberField("bytes", intake.request().bytes());
    }
    cbor.writeObjectFieldStart("intake");
    for (var number : intake.numbers().entrySet()) {
      cbor.writeNumberField(number.getKey(), number.getValue());
    }
    cbor.writeEndObject();
  }

  private static void write(Command command, JsonGenerator cbor) throws IOException {
    cbor.writeStringField("label", command.label());
    cbor.writeNumberField("state", command.state());
    cbor.writeNumberField("received", command.issued().toEpochMilli());
    cbor.writeStringField("command", command.kind().wireName());
    cbor.writeStringField("to", command.to().wireName());
    if (command.keepFrom() != null) {
      cbor.writeNumberField("keep", command.keepFrom());
    }
    if (command.token() != null) {
      cbor.writeStringField("token", command.token());
    }
  }

  /// What all facts say alike: mostly the device. It is written once.
  private static Map<Dimension, String> common(List<Fact> facts) {
    if (facts.size() < 2) {
      return Map.of();
    }
    var common = new EnumMap<Dimension, String>(Dimension.class);
    common.putAll(facts.getFirst().values());
    facts.forEach(fact -> common.entrySet().retainAll(fact.values().entrySet()));
    return common;
  }

  private static void write(Map<Dimension, String> values, JsonGenerator cbor) throws IOException {
    for (var value : new TreeMap<>(values).entrySet()) {
      cbor.writeStringField(value.getKey().wireName(), value.getValue());
    }
  }

  private static void write(Fact fact, Map<Dimension, String> common, JsonGenerator cbor)
      throws IOException {
    cbor.writeStartObject();
    cbor.writeStringField("type", fact.type().wireName());
    if (fact.raw() != null) {
      cbor.writeNumberField("raw", fact.raw().toEpochMilli());
    }
    cbor.writeNumberField("time", fact.time().toEpochMilli());
    cbor.writeBinaryField("digest", fact.digest().toArray());
    if (fact.session() != null) {
      cbor.writeBinaryField("session", fact.session().toArray());
    }
    if (fact.duration() != null) {
      cbor.writeNumberField("duration", fact.duration());
    }
    var own = new HashMap<>(fact.values());
    own.keySet().removeAll(common.keySet());
    write(own, cbor);
    cbor.writeEndObject();
  }
}
