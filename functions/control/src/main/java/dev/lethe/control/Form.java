package dev.lethe.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// A small JSON object of texts and whole numbers that a person or a program filled in. No field is
/// taken that was not asked for.
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

  /// Reads a form of which every field is needed.
  static Form read(byte[] body, Set<String> fields) throws BadFormException {
    return read(body, fields, Set.of());
  }

  /// Reads a form.
  ///
  /// @param needed the fields that must be there
  /// @param others the fields that may be there, as texts or numbers
  /// @throws BadFormException if it has not these fields
  static Form read(byte[] body, Set<String> needed, Set<String> others) throws BadFormException {
    var values = new HashMap<String, String>();
    try (var json = JSON.createParser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw expected(needed, others);
      }
      String field;
      while ((field = json.nextFieldName()) != null) {
        var value = json.nextToken();
        var isTaken =
            others.contains(field)
                ? value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT
                : needed.contains(field) && value == JsonToken.VALUE_STRING;
        if (!isTaken) {
          throw expected(needed, others);
        }
        values.put(field, json.getText().strip());
      }
    } catch (StreamConstraintsException e) {
      throw new BadFormException("The body has an overlong name or number, or nests too deep.");
    } catch (StreamReadException e) {
      var place = e.getLocation();
      throw new BadFormException(
          "The body is not valid JSON (line %d, column %d)."
              .formatted(place.getLineNr(), place.getColumnNr()));
    } catch (IOException e) {
      throw new BadFormException("The body is not UTF-8.");
    }
    if (!values.keySet().containsAll(needed)) {
      throw expected(needed, others);
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

  /// The text of a field that may be missing.
  Optional<String> find(String field) {
    return Optional.ofNullable(values.get(field));
  }

  /// The number of a field.
  ///
  /// @param otherwise if it is missing
  /// @throws BadFormException if it is no whole number between these two
  int number(String field, int least, int most, int otherwise) throws BadFormException {
    var text = values.get(field);
    if (text == null) {
      return otherwise;
    }
    try {
      var number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, with the name of the field.
    }
    throw new BadFormException(
        "The field %s must be a whole number, %d to %d.".formatted(field, least, most));
  }

  private static BadFormException expected(Set<String> needed, Set<String> others) {
    return new BadFormException(
        "Send a JSON object with these fields: "
            + String.join(", ", new TreeSet<>(needed))
            + (others.isEmpty()
                ? "."
                : "; and if you like: " + String.join(", ", new TreeSet<>(others)) + "."));
  }
}
