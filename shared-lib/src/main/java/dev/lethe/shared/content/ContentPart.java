package dev.lethe.shared.content;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import dev.lethe.shared.record.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A field of a [SealedContent] that a feature let through, apart from what is kept without one:
/// names and values of a CBOR map of indefinite length (RFC 8949, section 3.2.2) simply follow each
/// other, so that a field is put back by its bytes.
///
/// @param event of which event it is, by its place; [#OF_ALL] if it is of what the batch said
/// @param at where it stood in what is left, in bytes
/// @param field its name and value
public record ContentPart(int event, int at, Bytes field) {

  /// In the place of an event: what the batch said of all of them.
  public static final int OF_ALL = -1;

  private static final CBORFactory CBOR = new CBORFactory();

  /// The CBOR form of parts: a list of lists of three.
  public static byte[] encode(List<ContentPart> parts) {
    var bytes = new ByteArrayOutputStream();
    try (var cbor = CBOR.createGenerator(bytes)) {
      cbor.writeStartArray();
      for (var part : parts) {
        cbor.writeStartArray();
        cbor.writeNumber(part.event);
        cbor.writeNumber(part.at);
        cbor.writeBinary(part.field.toArray());
        cbor.writeEndArray();
      }
      cbor.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail to be written.", e);
    }
    return bytes.toByteArray();
  }

  /// Reads what [#encode] made.
  ///
  /// @throws IOException if it is anything else
  static List<ContentPart> decode(byte[] bytes) throws IOException {
    var parts = new ArrayList<ContentPart>();
    try (var cbor = CBOR.createParser(bytes)) {
      if (cbor.nextToken() != JsonToken.START_ARRAY) {
        throw new IOException("They are no parts.");
      }
      while (cbor.nextToken() == JsonToken.START_ARRAY) {
        var event = cbor.nextIntValue(Integer.MIN_VALUE);
        var at = cbor.nextIntValue(Integer.MIN_VALUE);
        cbor.nextToken();
        parts.add(new ContentPart(event, at, Bytes.copyOf(cbor.getBinaryValue())));
        cbor.nextToken();
      }
      if (cbor.currentToken() != JsonToken.END_ARRAY) {
        throw new IOException("They are no parts.");
      }
    }
    return parts;
  }

  /// A map with its parts put back: each among the fields that it stood among. Where several stood
  /// between the same two, those of one feature keep their order.
  ///
  /// @param left the map without them
  /// @param parts of this map, in any order
  /// @throws IOException if there is no such place in it
  static Bytes putBack(Bytes left, List<ContentPart> parts) throws IOException {
    var map = left.toArray();
    var whole = new ByteArrayOutputStream(map.length);
    var from = 0;
    for (var part : parts.stream().sorted(Comparator.comparingInt(ContentPart::at)).toList()) {
      if (part.at < from || part.at >= map.length) {
        throw new IOException("A part does not fit.");
      }
      whole.write(map, from, part.at - from);
      whole.writeBytes(part.field.toArray());
      from = part.at;
    }
    whole.write(map, from, map.length - from);
    return Bytes.copyOf(whole.toByteArray());
  }
}
