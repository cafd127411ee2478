package dev.lethe.ingest.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.lethe.ingest.origin.Origins;
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
  private final EventDraft body = new EventDraft();

  private final List<EventDraft> batch = new ArrayList<>();
  private boolean batchFound;
  private @Nullable ApiKey writeKey;

  BodyPass(JsonParser json, Origins origins, Call call) {
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
          new SdkBatch(List.of(body.finishSingle(type, bodyBytes)), writeKey);
      case Call.Batch() -> new SdkBatch(finishBatch(), writeKey);
    };
  }

  private void readField(String field) throws IOException, RefusedRequestException {
    if (field.equals("writeKey")) {
      var text = BodyTokens.text(json);
      writeKey = text == null ? null : ApiKey.shown(text);
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

  private List<SdkEvent> finishBatch() throws RefusedRequestException {
    if (!batchFound) {
      throw RefusedRequestException.malformed("The body has no field batch.");
    }
    return batch.stream().map(event -> event.finish(body.context)).toList();
  }
}
