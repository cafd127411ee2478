package dev.lethe.ingest.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.lethe.ingest.origin.Origin;
import dev.lethe.ingest.origin.Origins;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The `context` of an event or of a whole batch, while it is read.
final class ContextDraft {

  private final Map<ContextField, String> texts = new EnumMap<>(ContextField.class);
  private @Nullable Origin origin;

  /// Reads one context; the parser stands on its value.
  void read(JsonParser json, Origins origins) throws IOException {
    BodyTokens.eachField(
        json,
        name -> {
          if (name.equals("ip")) {
            var address = BodyTokens.text(json);
            origin = address == null ? null : origins.of(address);
          } else if (json.currentToken() == JsonToken.START_OBJECT) {
            BodyTokens.eachField(json, inner -> keep(ContextField.at(name, inner), json));
          } else {
            keep(ContextField.at(name, null), json);
          }
        });
  }

  private void keep(@Nullable ContextField field, JsonParser json) throws IOException {
    var text = BodyTokens.text(json);
    if (field != null && text != null) {
      texts.put(field, text);
    }
  }

  /// The origin told here, else in the context of the batch.
  @Nullable Origin originOr(ContextDraft batch) {
    return origin == null ? batch.origin : origin;
  }

  /// The texts told here, filled up from the context of the batch.
  Map<ContextField, String> textsOr(ContextDraft batch) {
    var all = new EnumMap<>(batch.texts);
    all.putAll(texts);
    return all;
  }
}
