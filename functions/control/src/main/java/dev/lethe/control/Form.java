package dev.lethe.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import dev.lethe.shared.api.RefusedException;
import dev.lethe.shared.record.WireNamed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A small JSON object of texts, whole numbers and lists of texts that a person or a program filled
/// in. No field is taken that was not asked for.
final class Form {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /// The longest text of a field, in characters.
  private static final int LONGEST = 200;

  private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@.]+(\\.[^\\s@.]+)+");

  /// Control characters, and half characters (lone surrogates), which no encoding has.
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");

  /// How many texts a list holds at most.
  private static final int MOST_TEXTS = 100;

  private final Map<String, String> values;
  private final Map<String, List<String>> lists;

  /// The fields that were filled in with a number.
  private final Set<String> numbers;

  private Form(Map<String, String> values, Map<String, List<String>> lists, Set<String> numbers) {
    this.values = values;
    this.lists = lists;
    this.numbers = numbers;
  }

  /// Reads a form of which every field is needed.
  static Form read(byte[] body, Set<String> fields) throws RefusedException {
    return read(body, fields, Set.of());
  }

  /// Reads a form without lists.
  static Form read(byte[] body, Set<String> needed, Set<String> others) throws RefusedException {
    return read(body, needed, others, Set.of());
  }

  /// Reads a form.
  ///
  /// @param needed the fields that must be there
  /// @param single the fields that may be there, as texts or numbers
  /// @param several the fields that may be there, as lists of texts
  /// @throws RefusedException if it has not these fields
  static Form read(byte[] body, Set<String> needed, Set<String> single, Set<String> several)
      throws RefusedException {
    var values = new HashMap<String, String>();
    var lists = new HashMap<String, List<String>>();
    var numbers = new HashSet<String>();
    var others = new TreeSet<>(single);
    others.addAll(several);
    try (var json = JSON.createParser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw expected(needed, others);
      }
      String field;
      while ((field = json.nextFieldName()) != null) {
        var value = json.nextToken();
        if (several.contains(field) && value == JsonToken.START_ARRAY) {
          lists.put(field, texts(json, field));
          continue;
        }
        var isTaken =
            single.contains(field)
                ? value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT
                : needed.contains(field) && value == JsonToken.VALUE_STRING;
        if (!isTaken) {
          throw expected(needed, others);
        }
        values.put(field, json.getText().strip());
        if (value == JsonToken.VALUE_NUMBER_INT) {
          numbers.add(field);
        }
      }
      if (json.nextToken() != null) {
        throw RefusedException.badRequest(
            "The body must be one JSON object, and nothing behind it.");
      }
    } catch (StreamConstraintsException e) {
      throw RefusedException.badRequest(
          "The body has an overlong name or number, or nests too deep.");
    } catch (StreamReadException e) {
      var place = e.getLocation();
      throw RefusedException.badRequest(
          "The body is not valid JSON, or has a field twice (line %d, column %d)."
              .formatted(place.getLineNr(), place.getColumnNr()));
    } catch (IOException e) {
      throw RefusedException.badRequest("The body is not UTF-8.");
    }
    if (!values.keySet().containsAll(needed)) {
      throw expected(needed, others);
    }
    for (var entry : values.entrySet()) {
      if (!isPrintable(entry.getValue())) {
        throw RefusedException.badRequest(
            "The field "
                + entry.getKey()
                + " must have 1 to "
                + LONGEST
                + " printable characters.");
      }
    }
    return new Form(values, lists, numbers);
  }

  private static boolean isPrintable(String text) {
    return !text.isEmpty()
        && text.codePointCount(0, text.length()) <= LONGEST
        && !UNPRINTABLE.matcher(text).find();
  }

  private static List<String> texts(JsonParser json, String field)
      throws IOException, RefusedException {
    var texts = new ArrayList<String>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      var isText = json.currentToken() == JsonToken.VALUE_STRING;
      if (!isText || texts.size() == MOST_TEXTS || !isPrintable(json.getText().strip())) {
        throw RefusedException.badRequest(
            "The field %s must be a list of at most %d texts, each of 1 to %d printable characters."
                .formatted(field, MOST_TEXTS, LONGEST));
      }
      texts.add(json.getText().strip());
    }
    return texts;
  }

  /// The text of a field that was asked for.
  String text(String field) {
    var value = values.get(field);
    if (value == null) {
      throw new IllegalArgumentException("The form was not asked for " + field + ".");
    }
    return value;
  }

  /// Whether nothing was filled in.
  boolean isEmpty() {
    return values.isEmpty() && lists.isEmpty();
  }

  /// The text of a field that may be missing.
  ///
  /// @throws RefusedException if it is no text
  Optional<String> find(String field) throws RefusedException {
    if (numbers.contains(field)) {
      throw RefusedException.badRequest("The field %s must be a text.".formatted(field));
    }
    return Optional.ofNullable(values.get(field));
  }

  /// The address of a field that was asked for. Whether anybody reads what is sent there, nobody
  /// can see here.
  ///
  /// @throws RefusedException if it is none
  String email(String field) throws RefusedException {
    var text = text(field);
    if (!EMAIL.matcher(text).matches()) {
      throw RefusedException.badRequest(
          "The field " + field + " must be an e-mail address, such as privacy@example.com.");
    }
    return text;
  }

  /// What is known by the name that a field has.
  ///
  /// @throws RefusedException if nothing is
  <E extends Enum<E> & WireNamed> E named(Class<E> constants, String field)
      throws RefusedException {
    return named(constants, field, text(field));
  }

  /// Likewise, of a name that a list has.
  static <E extends Enum<E> & WireNamed> E named(Class<E> constants, String field, String name)
      throws RefusedException {
    return WireNamed.find(constants, name)
        .orElseThrow(() ->
            RefusedException.badRequest(
                "The field %s takes no other than: %s."
                    .formatted(
                        field,
                        Arrays.stream(constants.getEnumConstants())
                            .map(WireNamed::wireName)
                            .collect(Collectors.joining(", ")))));
  }

  /// The texts of a field that may be missing.
  Optional<List<String>> list(String field) {
    return Optional.ofNullable(lists.get(field));
  }

  /// The number of a field.
  ///
  /// @param otherwise if it is missing
  /// @throws RefusedException if it is no whole number between these two
  int number(String field, int least, int most, int otherwise) throws RefusedException {
    var text = values.get(field);
    if (text == null) {
      return otherwise;
    }
    try {
      var number = Integer.parseInt(text);
      if (numbers.contains(field) && number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, with the name of the field.
    }
    throw RefusedException.badRequest(
        "The field %s must be a whole number, %d to %d.".formatted(field, least, most));
  }

  private static RefusedException expected(Set<String> needed, Set<String> others) {
    return RefusedException.badRequest(
        "Send a JSON object with these fields: "
            + String.join(", ", new TreeSet<>(needed))
            + (others.isEmpty()
                ? "."
                : "; and if you like: " + String.join(", ", new TreeSet<>(others)) + "."));
  }
}
