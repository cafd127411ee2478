package dev.lethe.ingest.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Small steps over the tokens of a body that may hold anything.
final class BodyTokens {

  private BodyTokens() {}

  /// What reads a field's value; the parser stands on it, and must be left on its last token.
  @FunctionalInterface
  interface FieldReader {
    void read(String field) throws IOException;
  }

  /// Visits each field of the object that the parser stands on; anything else is passed over.
  static void eachField(JsonParser json, FieldReader reader) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    String field;
    while ((field = json.nextFieldName()) != null) {
      json.nextToken();
      reader.read(field);
    }
  }

  /// The text of a value that is a text or a number and not empty; nothing for all else, which is
  /// passed over.
  static @Nullable String text(JsonParser json) throws IOException {
    var token = json.currentToken();
    if (token == JsonToken.VALUE_STRING || token.isNumeric()) {
      var text = json.getText();
      return text.isBlank() ? null : text;
    }
    json.skipChildren();
    return null;
  }
}
