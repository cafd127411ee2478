package dev.lethe.subjects.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import dev.lethe.subjects.request.Refusal.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Reads a JSON body in one pass, and takes nothing that was not asked for. What it refuses it
/// calls by our own names: names of fields may be somebody's, too.
final class StrictBody {

  /// Control characters, and half characters (lone surrogates), which no encoding has.
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(RequestLimits.NESTING).build())
          .build();

  private final JsonParser json;

  private StrictBody(JsonParser json) {
    this.json = json;
  }

  /// What reads the value that a body is now at.
  @FunctionalInterface
  interface Value<T> {
    T read(StrictBody body) throws IOException, RequestRefusedException;
  }

  /// What takes a field whose value the body is now at.
  @FunctionalInterface
  interface Field {
    void take(String name) throws IOException, RequestRefusedException;
  }

  /// Reads a whole body.
  static <T> T read(byte[] bytes, Value<T> whole) throws RequestRefusedException {
    if (bytes.length > RequestLimits.BODY_BYTES) {
      throw new RequestRefusedException(
          Reason.TOO_LARGE,
          "The body may have %d bytes at most.".formatted(RequestLimits.BODY_BYTES));
    }
    try (var json = JSON.createParser(bytes)) {
      json.nextToken();
      var value = whole.read(new StrictBody(json));
      if (json.nextToken() != null) {
        throw new RequestRefusedException(
            Reason.MALFORMED, "Something follows the JSON object in the body.");
      }
      return value;
    } catch (StreamConstraintsException e) {
      throw new RequestRefusedException(
          Reason.MALFORMED,
          "The body nests deeper than %d levels, or has an overlong name or number."
              .formatted(RequestLimits.NESTING));
    } catch (StreamReadException e) {
      // The parser's own message repeats what was sent.
      var place = e.getLocation();
      throw new RequestRefusedException(
          Reason.MALFORMED,
          place == null
              ? "The body is not valid JSON, or says a field twice."
              : "The body is not valid JSON, or says a field twice (line %d, column %d)."
                  .formatted(place.getLineNr(), place.getColumnNr()));
    } catch (IOException e) {
      throw new RequestRefusedException(Reason.MALFORMED, "The body is not UTF-8.");
    }
  }

  /// Reads an object whose fields are known.
  ///
  /// @param where what the object is called
  void object(String where, Set<String> known, Field field)
      throws IOException, RequestRefusedException {
    open(
        where,
        name -> {
          if (!known.contains(name)) {
            throw new RequestRefusedException(
                Reason.UNKNOWN_FIELD,
                "%s has a field that is not known. The fields are: %s."
                    .formatted(where, String.join(", ", new TreeSet<>(known))));
          }
          field.take(name);
        });
  }

  /// Reads an object whose fields may have any name.
  void open(String where, Field field) throws IOException, RequestRefusedException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw invalid(where, "a JSON object");
    }
    String name;
    while ((name = json.nextFieldName()) != null) {
      json.nextToken();
      field.take(name);
    }
  }

  /// Reads an array.
  ///
  /// @param most how many values it may have
  <T> List<T> array(String where, int most, Value<T> value)
      throws IOException, RequestRefusedException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw invalid(where, "an array");
    }
    var values = new ArrayList<T>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (values.size() == most) {
        throw tooMany(where, most);
      }
      values.add(value.read(this));
    }
    return values;
  }

  /// Reads a text, without the blanks around it.
  ///
  /// @param longest how many characters it may have
  String text(String where, int longest) throws IOException, RequestRefusedException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw invalid(where, "a text");
    }
    return printable(where, json.getText().strip(), longest);
  }

  /// Reads a text, a number, `true`, `false` or `null`.
  Correction.Value scalar(String where, int longest) throws IOException, RequestRefusedException {
    return switch (json.currentToken()) {
      case VALUE_STRING -> new Correction.Value.Text(text(where, longest));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          new Correction.Value.Numeral(printable(where, json.getText(), longest));
      case VALUE_TRUE -> new Correction.Value.Truth(true);
      case VALUE_FALSE -> new Correction.Value.Truth(false);
      case VALUE_NULL -> new Correction.Value.Removed();
      default -> throw invalid(where, "a text, a number, true, false or null");
    };
  }

  /// Passes over a value.
  void skip() throws IOException {
    json.skipChildren();
  }

  /// A text that has characters, not too many, and printable ones only.
  static String printable(String where, String text, int longest) throws RequestRefusedException {
    if (text.isEmpty() || text.length() > longest || UNPRINTABLE.matcher(text).find()) {
      throw invalid(where, "1 to %d printable characters".formatted(longest));
    }
    return text;
  }

  static RequestRefusedException invalid(String where, String what) {
    return new RequestRefusedException(
        Reason.INVALID_VALUE, "%s must be %s.".formatted(where, what));
  }

  static RequestRefusedException tooMany(String where, int most) {
    return new RequestRefusedException(
        Reason.TOO_LARGE, "%s may have %d at most.".formatted(where, most));
  }
}
