package dev.lethe.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamReadException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// A small JSON object of texts that a person or a program filled in. Every field is needed, and no
/// other is taken.
final class Form {

  private static final JsonFactory JSON = new JsonFactory();

  /// The longest text of a field, in characters.
  private static final int LONGEST = 200;

  /// Control characters, and half characters (lone surrogates), which no encoding has.
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");

  private final Map<String, String> values;

  private Form(Map<String, String> values) {
    this.values = values;
  }

  /// Reads a form.
  ///
  /// @param fields their names
  /// @throws BadFormException if it is not exactly these fields
  static Form read(byte[] body, Set<String> fields) throws BadFormException {
    var values = new HashMap<String, String>();
    try (var json = JSON.createParser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw expected(fields);
      }
      String field;
      while ((field = json.nextFieldName()) != null) {
        if (!fields.contains(field) || json.nextToken() != JsonToken.VALUE_STRING) {
          throw expected(fields);
        }
        values.put(field, json.getText().strip());
      }
    } catch (StreamReadException e) {
      var place = e.getLocation();
      throw new BadFormException(
          "The body is not valid JSON (line %d, column %d)."
              .formatted(place.getLineNr(), place.getColumnNr()));
    } catch (IOException e) {
      throw new BadFormException("The body is not UTF-8.");
    }
    if (!values.keySet().equals(fields)) {
      throw expected(fields);
    }
    for (var entry : values.entrySet()) {
      var text = entry.getValue();
      if (text.isEmpty() || text.length() > LONGEST || UNPRINTABLE.matcher(text).find()) {
        throw new BadFormException(
            "The field "
                + entry.getKey()
                + " must have 1 to "
                + LONGEST
                + " printable characters.");
      }
    }
    return new Form(values);
  }

  /// The text of a field that was asked for.
  String text(String field) {
    var value = values.get(field);
    if (value == null) {
      throw new IllegalArgumentException("The form was not asked for " + field + ".");
    }
    return value;
  }

  private static BadFormException expected(Set<String> fields) {
    return new BadFormException(
        "Send a JSON object with exactly these fields, each a text: "
            + String.join(", ", new TreeSet<>(fields))
            + ".");
  }
}
