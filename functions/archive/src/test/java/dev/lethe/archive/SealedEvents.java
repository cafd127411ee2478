package dev.lethe.archive;

import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import dev.lethe.shared.content.SealedContent;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.vault.SubjectKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;

/// What a subject sent in one request, for tests.
public final class SealedEvents {

  private static final CBORFactory CBOR = new CBORFactory();

  private SealedEvents() {}

  /// Events of these names, which came at noon from Germany, under a subject's key.
  public static Bytes of(SubjectKey key, String... names) {
    var events = Stream.of(names).map(SealedEvents::event).toList();
    var content = new SealedContent(Records.NOON, "130.149.7.0/24", "DE", null, events);
    return key.seal(content.encode());
  }

  private static Bytes event(String name) {
    var bytes = new ByteArrayOutputStream();
    try (var cbor = CBOR.createGenerator(bytes)) {
      cbor.writeStartObject();
      cbor.writeStringField("event", name);
      cbor.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Bytes.copyOf(bytes.toByteArray());
  }
}
