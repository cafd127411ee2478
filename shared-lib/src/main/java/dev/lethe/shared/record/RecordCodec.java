package dev.lethe.shared.record;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.TreeMap;

/// The CBOR form (RFC 8949) of a [StreamRecord]: one map, keyed by the record's field names and a
/// format version `v`. A reader takes its own version only, and no field that it does not know.
public final class RecordCodec {

  static final int VERSION = 1;

  static final CBORFactory CBOR = new CBORFactory();

  private RecordCodec() {}

  /// Encodes a record.
  public static byte[] encode(StreamRecord streamRecord) {
    var bytes = new ByteArrayOutputStream();
    try (var cbor = CBOR.createGenerator(bytes)) {
      write(streamRecord, cbor);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail to be written.", e);
    }
    return bytes.toByteArray();
  }

  /// Decodes what [#encode] made.
  ///
  /// @throws UndecodableRecordException if the bytes are anything else
  public static StreamRecord decode(byte[] bytes) throws UndecodableRecordException {
    return new RecordReader(bytes).read();
  }

  private static void write(StreamRecord streamRecord, JsonGenerator cbor) throws IOException {
    cbor.writeStartObject();
    cbor.writeNumberField("v", VERSION);
    cbor.writeStringField("app", streamRecord.app());
    cbor.writeStringField("label", streamRecord.label());
    cbor.writeNumberField("state", streamRecord.state());
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
    cbor.writeEndObject();
  }

  private static void write(Fact fact, JsonGenerator cbor) throws IOException {
    cbor.writeStartObject();
    cbor.writeStringField("type", fact.type().wireName());
    cbor.writeNumberField("time", fact.time().toEpochMilli());
    for (var value : new TreeMap<>(fact.values()).entrySet()) {
      cbor.writeStringField(value.getKey().wireName(), value.getValue());
    }
    cbor.writeEndObject();
  }
}
