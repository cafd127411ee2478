package dev.lethe.ingest.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.lethe.ingest.origin.Origins;
import dev.lethe.shared.record.EventType;
import dev.lethe.shared.record.WireNamed;
import dev.lethe.shared.registry.Feature;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One event, while it is read; or what a batch says of all of its events, which may come after
/// them.
final class EventDraft {

  private final ContextDraft context = new ContextDraft();
  private final ContentDraft content = new ContentDraft();
  private final Map<PropertyField, String> properties = new EnumMap<>(PropertyField.class);

  private @Nullable String type;
  private @Nullable String name;
  private @Nullable String messageId;
  private @Nullable String userId;
  private @Nullable String anonymousId;
  private @Nullable String previousId;
  private @Nullable String originalTimestamp;
  private @Nullable String timestamp;
  private @Nullable String sentAt;
  private long bytes;
  private boolean identifierTooLong;
  private @Nullable Content finished;

  EventDraft() throws IOException {}

  /// Reads an event of a batch; the parser stands on its value.
  void read(JsonParser json, Origins origins) throws IOException {
    var start = json.currentTokenLocation().getByteOffset();
    if (json.currentToken() == JsonToken.START_OBJECT) {
      String field;
      while ((field = json.nextFieldName()) != null) {
        json.nextToken();
        readField(field, json, origins);
      }
    } else {
      json.skipChildren();
    }
    bytes = json.currentLocation().getByteOffset() - start;
    finished = content.finish(EventType.TRACK.wireName().equals(type) && SdkEvent.isGoal(name));
  }

  /// Reads one field; the parser stands on its value.
  void readField(String field, JsonParser json, Origins origins) throws IOException {
    var text = BodyTokens.text(json);
    switch (field) {
      case "context" -> context.read(json, origins, content);
      case "properties" -> content.copyOwn(field, json, inner -> property(inner, json));
      case "traits" -> content.copyTraits(field, json);
      case "userId" -> {
        userId = identifier(text);
        content.copy(field, json, Feature.END_USER_IDENTIFIER);
      }
      case "previousId" -> {
        previousId = identifier(text);
        content.copy(field, json, Feature.END_USER_IDENTIFIER);
      }
      case "writeKey" -> json.skipChildren();
      // It changes with each attempt to send, and tells of none of the events.
      case "sentAt" -> {
        sentAt = text;
        json.skipChildren();
      }
      default -> {
        keep(field, text);
        content.copyOwn(field, json);
      }
    }
  }

  private void keep(String field, @Nullable String text) {
    switch (field) {
      case "type" -> type = text;
      case "event" -> name = text;
      case "messageId" -> messageId = text;
      case "anonymousId" -> anonymousId = identifier(text);
      case "originalTimestamp" -> originalTimestamp = text;
      case "timestamp" -> timestamp = text;
      default -> {
        // It decides nothing.
      }
    }
  }

  /// An identifier, if it is not so long that bringing it into its normal form would cost more than
  /// reading it.
  private @Nullable String identifier(@Nullable String text) {
    if (text != null && text.length() > Limits.IDENTIFIER_CHARACTERS) {
      identifierTooLong = true;
      return null;
    }
    return text;
  }

  private void property(String field, JsonParser json) throws IOException {
    var text = BodyTokens.text(json);
    if (text != null) {
      WireNamed.find(PropertyField.class, field).ifPresent(known -> properties.put(known, text));
    }
    content.copy(field, json, null);
  }

  /// The event, with what its batch says of all of its events.
  SdkEvent finish(EventDraft batch) throws IOException {
    var told = type == null ? null : WireNamed.find(EventType.class, type).orElse(null);
    return event(told, bytes, batch);
  }

  /// The event that a whole body is.
  SdkEvent finishSingle(EventType ofPath, long bodyBytes) throws IOException {
    return event(ofPath, bodyBytes, this);
  }

  /// What a batch says of all of its events.
  Content finishBatch() throws IOException {
    return content.finish();
  }

  private SdkEvent event(@Nullable EventType eventType, long size, EventDraft batch)
      throws IOException {
    return new SdkEvent(
        eventType,
        name,
        messageId,
        Whose.of(userId, anonymousId),
        identifierTooLong,
        previousId,
        timestamp == null ? originalTimestamp : timestamp,
        sentAt == null ? batch.sentAt : sentAt,
        size,
        content.fields(),
        context.originOr(batch.context),
        context.allowsAnalyticsOr(batch.context),
        context.textsOr(batch.context),
        properties,
        finished == null
            ? content.finish(eventType == EventType.TRACK && SdkEvent.isGoal(name))
            : finished);
  }
}
