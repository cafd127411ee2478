package dev.lethe.ingest.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Small looks at the tokens of a body that may hold anything.
final class BodyTokens {

  private BodyTokens() {}

  /// The text of a value that is a text or a number and not empty; nothing for all else. The parser
  /// does not move.
  static @Nullable String text(JsonParser json) throws IOException {
    var token = json.currentToken();
    if (token == JsonToken.VALUE_STRING || token.isNumeric()) {
      var text = json.getText();
      return text.isBlank() ? null : text;
    }
    return null;
  }
}
