package dev.lethe.ingest.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.lethe.ingest.origin.Origin;
import dev.lethe.ingest.origin.Origins;
import dev.lethe.shared.registry.Feature;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The `context` of an event or of a whole batch, while it is read.
final class ContextDraft {

  /// What names a device or its user beyond the app: of Segment's and RudderStack's SDKs.
  private static final Set<String> DEVICE_IDENTIFIERS =
      Set.of("id", "advertisingId", "idfa", "token", "name");

  private final Map<ContextField, String> texts = new EnumMap<>(ContextField.class);
  private @Nullable Origin origin;
  private @Nullable Boolean analyticsAllowed;

  /// Reads one context; the parser stands on its value.
  void read(JsonParser json, Origins origins, ContentDraft content) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      // Nobody knows which feature lets in what stands in it.
      json.skipChildren();
      return;
    }
    content.copyObject(
        "context",
        json,
        name -> {
          switch (name) {
            case "ip" -> readAddress(json, origins, content);
            // Names of networks and carriers: where somebody is, and with whom.
            case "network" -> json.skipChildren();
            case "traits" -> content.copyTraits(name, json);
            case "location" -> content.copy(name, json, Feature.USER_ATTRIBUTES);
            case "externalId", "externalIds" ->
                content.copy(name, json, Feature.END_USER_IDENTIFIER);
            case "device" -> {
              if (json.currentToken() == JsonToken.START_OBJECT) {
                content.copyObject(name, json, inner -> device(inner, json, content));
              } else {
                content.copy(name, json, Feature.END_USER_IDENTIFIER);
              }
            }
            case "consent" ->
                content.copyObject(name, json, inner -> consent(inner, json, content));
            case "app", "os", "library", "screen" ->
                content.copyObject(name, json, inner -> keep(name, inner, json, content));
            default -> {
              keep(ContextField.at(name, null), json);
              content.copy(name, json, null);
            }
          }
        });
  }

  /// An address that cannot be understood is dropped.
  private void readAddress(JsonParser json, Origins origins, ContentDraft content)
      throws IOException {
    var address = BodyTokens.text(json);
    json.skipChildren();
    origin = address == null ? null : origins.of(address);
    if (origin != null) {
      content.write("ip", origin.network().toString());
    }
  }

  private void device(String field, JsonParser json, ContentDraft content) throws IOException {
    if (DEVICE_IDENTIFIERS.contains(field)) {
      content.copy(field, json, Feature.END_USER_IDENTIFIER);
    } else {
      keep("device", field, json, content);
    }
  }

  /// Segment's consent object
  /// (<https://segment.com/docs/privacy/consent-management/consent-in-segment-connections/>).
  private void consent(String field, JsonParser json, ContentDraft content) throws IOException {
    if (field.equals("categoryPreferences")) {
      content.copyObject(
          field,
          json,
          category -> {
            if (category.equalsIgnoreCase("analytics")) {
              var allowed = json.currentToken() == JsonToken.VALUE_TRUE;
              analyticsAllowed = allowed && !Boolean.FALSE.equals(analyticsAllowed);
            }
            content.copy(category, json, null);
          });
    } else {
      content.copy(field, json, null);
    }
  }

  private void keep(String object, String field, JsonParser json, ContentDraft content)
      throws IOException {
    keep(ContextField.at(object, field), json);
    content.copy(field, json, null);
  }

  private void keep(@Nullable ContextField field, JsonParser json) throws IOException {
    var text = field == null ? null : BodyTokens.text(json);
    if (field != null && text != null) {
      texts.put(field, text);
    }
  }

  /// The origin told here, else in the context of the batch.
  @Nullable Origin originOr(ContextDraft batch) {
    return origin == null ? batch.origin : origin;
  }

  /// Whether analytics were consented to, here or else in the context of the batch; true if nothing
  /// is said of it.
  boolean allowsAnalyticsOr(ContextDraft batch) {
    var told = analyticsAllowed == null ? batch.analyticsAllowed : analyticsAllowed;
    return told == null || told;
  }

  /// The texts told here, filled up from the context of the batch.
  Map<ContextField, String> textsOr(ContextDraft batch) {
    var all = new EnumMap<>(batch.texts);
    all.putAll(texts);
    return all;
  }
}
