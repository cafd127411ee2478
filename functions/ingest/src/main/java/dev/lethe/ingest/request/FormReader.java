package dev.lethe.ingest.request;

import com.fasterxml.jackson.core.JsonToken;
import java.util.HashMap;
import java.util.Map;

/// Reads a body that is a form: a JSON object with texts and numbers.
public final class FormReader {

  private FormReader() {}

  /// The fields that are a text or a number, as text; others are passed over, as are empty ones.
  ///
  /// @throws RefusedRequestException if it is no JSON object, or too large
  public static Map<String, String> read(byte[] body) throws RefusedRequestException {
    return JsonBody.read(
        body,
        (json, bytes) -> {
          if (json.nextToken() != JsonToken.START_OBJECT) {
            throw RefusedRequestException.malformed("The body is not a JSON object.");
          }
          var fields = new HashMap<String, String>();
          String field;
          while ((field = json.nextFieldName()) != null) {
            json.nextToken();
            var text = BodyTokens.text(json);
            if (text != null) {
              fields.put(field, text);
            }
            json.skipChildren();
          }
          if (json.nextToken() != null) {
            throw RefusedRequestException.malformed(
                "Something follows the JSON object in the body.");
          }
          return fields;
        });
  }
}
