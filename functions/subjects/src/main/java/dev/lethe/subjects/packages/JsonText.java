package dev.lethe.subjects.packages;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.StringWriter;

/// Values as JSON texts.
final class JsonText {

  static final JsonFactory FACTORY = new JsonFactory();

  private JsonText() {}

  /// A text as JSON.
  static String of(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  /// The value that a parser stands on, which is left on its last token.
  static String of(JsonParser value) throws IOException {
    var text = new StringWriter();
    try (var json = FACTORY.createGenerator(text)) {
      json.copyCurrentStructure(value);
    }
    return text.toString();
  }
}
