package dev.lethe.shared.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/// Writes JSON.
public final class Json {

  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /// What writes the fields of an object.
  @FunctionalInterface
  public interface Fields {
    void writeTo(JsonGenerator json) throws IOException;
  }

  /// An object with these fields.
  public static String object(Fields fields) {
    var text = new StringWriter();
    try (var json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      fields.writeTo(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail to be written.", e);
    }
    return text.toString();
  }
}
