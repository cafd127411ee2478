package dev.lethe.ingest.request;

import com.fasterxml.jackson.core.JsonParser;
import dev.lethe.ingest.origin.Origins;
import dev.lethe.shared.record.EventType;
import dev.lethe.shared.record.WireNamed;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// One event, while it is read. The context of its batch may come after it.
final class EventDraft {

  final ContextDraft context = new ContextDraft();

  private @Nullable String type;
  private @Nullable String name;
  private @Nullable String messageId;
  private @Nullable String userId;
  private @Nullable String anonymousId;
  private @Nullable String originalTimestamp;
  private @Nullable String timestamp;
  private long bytes;

  /// Reads an event of a batch; the parser stands on its value.
  void read(JsonParser json, Origins origins) throws IOException {
    var start = json.currentTokenLocation().getByteOffset();
    BodyTokens.eachField(json, field -> readField(field, json, origins));
    bytes = json.currentLocation().getByteOffset() - start;
  }

  /// Reads one field; the parser stands on its value.
  void readField(String field, JsonParser json, Origins origins) throws IOException {
    switch (field) {
      case "type" -> type = BodyTokens.text(json);
      case "event" -> name = BodyTokens.text(json);
      case "messageId" -> messageId = BodyTokens.text(json);
      case "userId" -> userId = BodyTokens.text(json);
      case "anonymousId" -> anonymousId = BodyTokens.text(json);
      case "originalTimestamp" -> originalTimestamp = BodyTokens.text(json);
      case "timestamp" -> timestamp = BodyTokens.text(json);
      case "context" -> context.read(json, origins);
      default -> json.skipChildren();
    }
  }

  /// The event, with what its batch says of all of its events.
  SdkEvent finish(ContextDraft ofBatch) {
    var told = type == null ? null : WireNamed.find(EventType.class, type).orElse(null);
    return event(told, bytes, ofBatch);
  }

  /// The event that a whole body is.
  SdkEvent finishSingle(EventType ofPath, long bodyBytes) {
    return event(ofPath, bodyBytes, context);
  }

  private SdkEvent event(@Nullable EventType eventType, long size, ContextDraft ofBatch) {
    return new SdkEvent(
        eventType,
        name,
        messageId,
        userId,
        anonymousId,
        timestamp == null ? originalTimestamp : timestamp,
        size,
        context.originOr(ofBatch),
        context.textsOr(ofBatch));
  }
}
