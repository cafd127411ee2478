package dev.lethe.ingest;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.lethe.shared.address.MaskedText;
import dev.lethe.shared.address.Masking;
import dev.lethe.shared.api.Responses;
import dev.lethe.shared.registry.ApiKey;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What SDKs are answered. Statuses are what their retries go by: 4xx is final, 5xx comes again.
final class Answers {

  /// The longest message id that is said back, in characters; SDKs make UUIDs.
  private static final int LONGEST_MESSAGE_ID = 100;

  private final @Nullable String sdkHost;

  /// @param sdkHost where SDKs send to, told to those that ask for settings: host and path, up to
  ///   and with `/v1`; nothing to leave them to what they were set up with
  Answers(@Nullable String sdkHost) {
    this.sdkHost = sdkHost;
  }

  APIGatewayProxyResponseEvent of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Taken(var rejected) -> taken(rejected);
      case Outcome.Switched() -> taken(List.of());
      case Outcome.Settings(var key) -> settings(key);
      case Outcome.Refused refused -> refused(refused);
    };
  }

  private static APIGatewayProxyResponseEvent refused(Outcome.Refused refused) {
    var code = refused.code();
    return switch (refused) {
      case Outcome.Malformed(var detail) -> ErrorAnswers.of(400, code, detail);
      case Outcome.TooLarge(var detail) -> ErrorAnswers.of(413, code, detail);
      case Outcome.UnknownKey() ->
          ErrorAnswers.of(
              401,
              code,
              "No such write key. Send your application's write key, lethe_wk_…, as the user name of"
                  + " HTTP Basic authentication, as a Bearer token, or as writeKey in the body.");
      case Outcome.UnknownPath() ->
          ErrorAnswers.of(
              404,
              code,
              "No such path. Events go to /v1/batch, or to /v1/track and its like, below the API's"
                  + " stage.");
      case Outcome.Terminated() ->
          ErrorAnswers.of(403, code, "This application has ended. Nothing is taken any more.");
      case Outcome.Suspended() ->
          ErrorAnswers.of(
              403,
              code,
              "This application is suspended. Nothing is taken until it is served again.");
      case Outcome.Throttled(var wait) ->
          ErrorAnswers.again(
              429,
              code,
              "Too many new subjects in this minute. Nothing was taken. Send the same request"
                  + " again, later.",
              wait);
      case Outcome.TryAgain() ->
          ErrorAnswers.again(
              503, code, "Nothing was lost. Send the same request again.", Responses.RETRY_AFTER);
    };
  }

  private static APIGatewayProxyResponseEvent taken(List<Outcome.Rejected> rejected) {
    return Responses.json(
        200,
        json -> {
          json.writeBooleanField("success", true);
          if (!rejected.isEmpty()) {
            json.writeArrayFieldStart("rejected");
            for (var event : rejected) {
              write(event, json);
            }
            json.writeEndArray();
          }
        });
  }

  /// Settings as Segment's mobile libraries read them: to send to one place, and nothing of their
  /// own running to Segment (`metrics`).
  private APIGatewayProxyResponseEvent settings(ApiKey key) {
    return Responses.json(
        200,
        json -> {
          json.writeObjectFieldStart("integrations");
          json.writeObjectFieldStart("Segment.io");
          json.writeStringField("apiKey", key.reveal());
          if (sdkHost != null) {
            json.writeStringField("apiHost", sdkHost);
          }
          json.writeEndObject();
          json.writeEndObject();
          json.writeObjectFieldStart("metrics");
          json.writeNumberField("sampleRate", 0);
          json.writeEndObject();
        });
  }

  private static void write(Outcome.Rejected event, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("index", event.index());
    var id = event.messageId();
    if (id != null && id.length() <= LONGEST_MESSAGE_ID) {
      json.writeStringField("messageId", MaskedText.mask(id, Masking.STANDARD));
    }
    json.writeStringField("code", event.why().wireName());
    json.writeEndObject();
  }
}
