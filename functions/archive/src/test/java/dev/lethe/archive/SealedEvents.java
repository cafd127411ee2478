package dev.lethe.archive;

import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import dev.lethe.shared.content.ContentPart;
import dev.lethe.shared.content.SealedContent;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.vault.FeatureKeys;
import dev.lethe.shared.vault.SubjectKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

  /// An event `Read` at noon with a user's attribute, which stands under its feature's key.
  public static Bytes with(SubjectKey key, FeatureKeys features, String attribute, String value) {
    var map = map(attribute, value).toArray();
    var field = Bytes.copyOf(Arrays.copyOfRange(map, 1, map.length - 1));
    var parts = ContentPart.encode(List.of(new ContentPart(0, 1, field)));
    var content =
        new SealedContent(
            Records.NOON,
            "130.149.7.0/24",
            "DE",
            null,
            List.of(event("Read")),
            Map.of(Feature.USER_ATTRIBUTES, features.seal(Feature.USER_ATTRIBUTES, parts)));
    return key.seal(content.encode());
  }

  private static Bytes event(String name) {
    return map("event", name);
  }

  private static Bytes map(String field, String value) {
    var bytes = new ByteArrayOutputStream();
    try (var cbor = CBOR.createGenerator(bytes)) {
      cbor.writeStartObject();
      cbor.writeStringField(field, value);
      cbor.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Bytes.copyOf(bytes.toByteArray());
  }
}
