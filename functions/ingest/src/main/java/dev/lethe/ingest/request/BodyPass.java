package dev.lethe.ingest.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.lethe.ingest.origin.Origins;
import dev.lethe.shared.record.EventType;
import dev.lethe.shared.registry.ApiKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The one pass over one body. The write key and the context of a batch are found wherever they
/// stand; Segment's Kotlin library sends them after the events.
final class BodyPass {

  private final JsonParser json;
  private final Origins origins;
  private final Call call;

  /// The fields of the body itself: those of the event, or those that a batch says of all its
  /// events.
  private final EventDraft body;

  private final List<EventDraft> batch = new ArrayList<>();
  private boolean batchFound;
  private @Nullable ApiKey writeKey;

  BodyPass(JsonParser json, Origins origins, Call call) throws IOException {
    this.body = new EventDraft();
    this.json = json;
    this.origins = origins;
    this.call = call;
  }

  SdkBatch read(int bodyBytes) throws IOException, RefusedRequestException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw RefusedRequestException.malformed("The body is not a JSON object.");
    }
    String field;
    while ((field = json.nextFieldName()) != null) {
      json.nextToken();
      readField(field);
    }
    if (json.nextToken() != null) {
      throw RefusedRequestException.malformed("Something follows the JSON object in the body.");
    }
    return switch (call) {
      case Call.Single(var type) ->
          new SdkBatch(List.of(body.finishSingle(type, bodyBytes)), null, writeKey);
      case Call.Collection ignored ->
          new SdkBatch(List.of(body.finishSingle(EventType.TRACK, bodyBytes)), null, writeKey);
      case Call.Batch() -> finishBatch();
    };
  }

  private void readField(String field) throws IOException, RefusedRequestException {
    if (field.equals("writeKey")) {
      var text = BodyTokens.text(json);
      writeKey = text == null ? null : ApiKey.shown(text);
      json.skipChildren();
    } else if (field.equals("batch") && call instanceof Call.Batch) {
      readBatch();
    } else {
      body.readField(field, json, origins);
    }
  }

  private void readBatch() throws IOException, RefusedRequestException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw RefusedRequestException.malformed("The field batch is not a list.");
    }
    batchFound = true;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (batch.size() == Limits.EVENTS) {
        throw RefusedRequestException.tooLarge(
            "The batch has more than " + Limits.EVENTS + " events. Send smaller batches.");
      }
      var event = new EventDraft();
      event.read(json, origins);
      batch.add(event);
    }
  }

  private SdkBatch finishBatch() throws IOException, RefusedRequestException {
    if (!batchFound) {
      throw RefusedRequestException.malformed("The body has no field batch.");
    }
    var events = new ArrayList<SdkEvent>(batch.size());
    for (var event : batch) {
      events.add(event.finish(body));
    }
    var ofAll = body.finishBatch();
    if (ofAll.size() > Limits.EVENT_BYTES) {
      throw RefusedRequestException.tooLarge(
          "What the batch says of all its events is larger than 32 KB. Send a smaller context.");
    }
    return new SdkBatch(events, ofAll, writeKey);
  }
}
