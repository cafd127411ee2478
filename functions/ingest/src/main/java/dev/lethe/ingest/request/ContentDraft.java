package dev.lethe.ingest.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import dev.lethe.shared.address.MaskedText;
import dev.lethe.shared.address.Masking;
import dev.lethe.shared.registry.Feature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A [Content] while it is written: each value goes from the parser to it at once.
final class ContentDraft {

  private static final CBORFactory CBOR =
      CBORFactory.builder()
          // Half characters (lone surrogates) are JSON, and no UTF-8.
          .enable(CBORGenerator.Feature.LENIENT_UTF_ENCODING)
          .build();

  /// What a version field may hold, though it has an IPv4 address's form.
  private static final Pattern FOUR_NUMBERS = Pattern.compile("\\d{1,6}(?:\\.\\d{1,6}){3}");

  /// `version`, `app_version`, `appVersion`; not `conversion`.
  private static final Pattern VERSION_FIELD =
      Pattern.compile("(?:.*[^\\p{Alpha}])?(?i:version)|.*\\p{Lower}Version", Pattern.DOTALL);

  /// Where RudderStack's and Segment's mobile SDKs say the user id once more.
  private static final Set<String> USER_ID_TRAITS = Set.of("userId", "id");

  /// How many tokens an object or a list has that has nothing in it.
  private static final int EMPTY = 2;

  private final Masking masking;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CBORGenerator cbor;
  private final List<Content.Part> parts = new ArrayList<>();
  private final List<Content.Part> own = new ArrayList<>();
  private final Map<Integer, Feature> known;
  private int fields;

  ContentDraft() throws IOException {
    this(Masking.STANDARD, Map.of());
  }

  /// @param known of which fields, by their numbers, it is known already which feature may keep
  ///   them
  private ContentDraft(Masking masking, Map<Integer, Feature> known) throws IOException {
    this.masking = masking;
    this.known = known;
    cbor = CBOR.createGenerator(bytes);
    cbor.writeStartObject();
  }

  /// What reads a field's value; the parser stands on it, and must be left on its last token.
  @FunctionalInterface
  interface FieldReader {
    void read(String field) throws IOException;
  }

  /// Copies a field.
  ///
  /// @param feature that may keep it, if there is anything in it; nothing if it is always kept
  void copy(String field, JsonParser json, @Nullable Feature feature) throws IOException {
    var from = feature == null ? 0 : position();
    var number = fields;
    var isNothing = json.currentToken() == JsonToken.VALUE_NULL;
    writeName(field);
    isNothing |= copyValue(json) == EMPTY;
    if (feature != null && !isNothing) {
      parts.add(new Content.Part(feature, number, from, position()));
    }
  }

  /// Copies a field that says what the event itself is, which a feature may keep if it is a goal.
  void copyOwn(String field, JsonParser json) throws IOException {
    copyOwn(() -> copy(field, json, null));
  }

  /// Likewise, one that is an object: see [#copyObject].
  void copyOwn(String field, JsonParser json, FieldReader reader) throws IOException {
    copyOwn(() -> copyObject(field, json, reader));
  }

  private void copyOwn(Copying copying) throws IOException {
    var from = position();
    var number = fields;
    copying.run();
    own.add(new Content.Part(Feature.GOALS, number, from, position()));
  }

  /// Copies something.
  @FunctionalInterface
  private interface Copying {
    void run() throws IOException;
  }

  /// Copies traits, which a feature may keep; but another what names the user in them.
  void copyTraits(String field, JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      copy(field, json, Feature.USER_ATTRIBUTES);
      return;
    }
    copyObject(
        field,
        json,
        trait ->
            copy(
                trait,
                json,
                USER_ID_TRAITS.contains(trait)
                    ? Feature.END_USER_IDENTIFIER
                    : Feature.USER_ATTRIBUTES));
  }

  /// Copies a field that is an object, with each of its own fields left to a reader; whatever else
  /// it is, it is copied as it is.
  void copyObject(String field, JsonParser json, FieldReader reader) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      copy(field, json, null);
      return;
    }
    writeName(field);
    cbor.writeStartObject();
    String inner;
    while ((inner = json.nextFieldName()) != null) {
      json.nextToken();
      reader.read(inner);
    }
    cbor.writeEndObject();
  }

  /// Writes a text of our own making.
  void write(String field, String text) throws IOException {
    writeName(field);
    cbor.writeString(text);
  }

  /// How many fields there are, at any depth.
  int fields() {
    return fields;
  }

  Content finish() throws IOException {
    return finish(false);
  }

  /// @param isGoal whether it says that a goal was reached: then all that says so is the feature's
  Content finish(boolean isGoal) throws IOException {
    if (isGoal) {
      parts.addAll(own);
      parts.sort(Comparator.comparingInt(Content.Part::from));
    }
    cbor.writeEndObject();
    cbor.close();
    return new Content(bytes.toByteArray(), parts);
  }

  /// A finished map with its addresses masked further, and the same parts.
  static Content masked(byte[] map, List<Content.Part> parts, Masking masking) throws IOException {
    var known =
        parts.stream().collect(Collectors.toMap(Content.Part::number, Content.Part::feature));
    var draft = new ContentDraft(masking, known);
    try (var parser = CBOR.createParser(map)) {
      parser.nextToken();
      String field;
      while ((field = parser.nextFieldName()) != null) {
        parser.nextToken();
        draft.copy(field, parser, known.get(draft.fields));
      }
    }
    return draft.finish();
  }

  private int position() {
    return bytes.size() + cbor.getOutputBuffered();
  }

  private void writeName(String field) throws IOException {
    fields++;
    cbor.writeFieldName(MaskedText.mask(field, masking));
  }

  /// Copies the value that the parser stands on, and says how many tokens it had.
  private int copyValue(JsonParser json) throws IOException {
    var field = json.currentName();
    var depth = 0;
    for (var tokens = 1; ; tokens++) {
      var token = json.currentToken();
      switch (token) {
        case FIELD_NAME -> copyName(json);
        case VALUE_STRING -> cbor.writeString(masked(field, json.getText()));
        case VALUE_NUMBER_FLOAT -> copyNumber(json);
        default -> cbor.copyCurrentEvent(json);
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      if (depth == 0 && token != JsonToken.FIELD_NAME) {
        return tokens;
      }
      // Only a field's own text is a version, not what stands in a list.
      field = json.currentToken() == JsonToken.FIELD_NAME ? json.currentName() : null;
      json.nextToken();
    }
  }

  /// Copies a name; if it is known that a feature may keep the field, its value as well.
  private void copyName(JsonParser json) throws IOException {
    var feature = known.get(fields);
    var name = json.currentName();
    if (feature == null) {
      writeName(name);
    } else {
      json.nextToken();
      copy(name, json, feature);
    }
  }

  /// Exactly; a number that no computer holds stays as it was written.
  private void copyNumber(JsonParser json) throws IOException {
    try {
      cbor.writeNumber(json.getDecimalValue());
    } catch (NumberFormatException | StreamReadException e) {
      cbor.writeString(json.getText());
    }
  }

  private String masked(@Nullable String field, String text) {
    var isVersion =
        field != null
            && VERSION_FIELD.matcher(field).matches()
            && FOUR_NUMBERS.matcher(text).matches();
    return isVersion ? text : MaskedText.mask(text, masking);
  }
}
