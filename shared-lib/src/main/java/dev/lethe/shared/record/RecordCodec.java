package dev.lethe.shared.record;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.TreeMap;

/// The CBOR form (RFC 8949) of a [LaneMessage]: one map, keyed by the record's field names after a
/// format version `v`; a record that has `intake` is an [IntakeRecord]. A reader takes its own
/// version only, and no field that it does not know.
public final class RecordCodec {

  static final int VERSION = 2;

  static final CBORFactory CBOR = new CBORFactory();

  private RecordCodec() {}

  /// Encodes a record.
  public static byte[] encode(LaneMessage message) {
    var bytes = new ByteArrayOutputStream();
    try (var cbor = CBOR.createGenerator(bytes)) {
      cbor.writeStartObject();
      cbor.writeNumberField("v", VERSION);
      cbor.writeStringField("app", message.app());
      switch (message) {
        case StreamRecord streamRecord -> write(streamRecord, cbor);
        case IntakeRecord intake -> write(intake, cbor);
      }
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

  private static void write(StreamRecord streamRecord, JsonGenerator cbor) throws IOException {
    cbor.writeStringField("label", streamRecord.label());
    cbor.writeNumberField("state", streamRecord.state());
    cbor.writeNumberField("born", streamRecord.born().toEpochDay());
    cbor.writeNumberField("received", streamRecord.received().toEpochMilli());
    cbor.writeArrayFieldStart("purposes");
    for (var purpose : streamRecord.purposes().stream().sorted().toList()) {
      cbor.writeString(purpose.wireName());
    }
    cbor.writeEndArray();
    cbor.writeArrayFieldStart("facts");
    for (var fact : streamRecord.facts()) {
      write(fact, cbor);
    }
    cbor.writeEndArray();
    if (streamRecord.sealed() != null) {
      cbor.writeBinaryField("sealed", streamRecord.sealed().toArray());
    }
  }

  private static void write(IntakeRecord intake, JsonGenerator cbor) throws IOException {
    cbor.writeStringField("label", intake.partitionKey());
    cbor.writeNumberField("received", intake.received().toEpochMilli());
    cbor.writeObjectFieldStart("intake");
    for (var number : intake.numbers().entrySet()) {
      cbor.writeNumberField(number.getKey(), number.getValue());
    }
    cbor.writeEndObject();
  }

  private static void write(Fact fact, JsonGenerator cbor) throws IOException {
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
    for (var value : new TreeMap<>(fact.values()).entrySet()) {
      cbor.writeStringField(value.getKey().wireName(), value.getValue());
    }
    cbor.writeEndObject();
  }
}
