package dev.lethe.ingest.screenshot;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.lethe.ingest.ErrorAnswers;
import dev.lethe.shared.api.Responses;

/// What apps are answered.
final class ScreenshotAnswers {

  private ScreenshotAnswers() {}

  static APIGatewayProxyResponseEvent of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Offered offered -> offered(offered);
      case Outcome.Completed ignored ->
          Responses.json(200, json -> json.writeBooleanField("success", true));
      case Outcome.Refused refused -> refused(refused);
    };
  }

  private static APIGatewayProxyResponseEvent offered(Outcome.Offered offered) {
    return Responses.json(
        201,
        json -> {
          json.writeStringField("id", offered.id());
          json.writeObjectFieldStart("upload");
          json.writeStringField("method", "PUT");
          json.writeStringField("url", offered.upload().url().toString());
          json.writeObjectFieldStart("headers");
          for (var header : offered.upload().headers().entrySet()) {
            json.writeStringField(header.getKey(), header.getValue());
          }
          json.writeEndObject();
          json.writeEndObject();
          json.writeStringField("expires", offered.expires().toString());
        });
  }

  private static APIGatewayProxyResponseEvent refused(Outcome.Refused refused) {
    var code = refused.code();
    return switch (refused) {
      case Outcome.Malformed(var detail) -> ErrorAnswers.of(400, code, detail);
      case Outcome.TooOld() ->
          ErrorAnswers.of(
              400, code, "The screenshot is older than 30 days, or than data is kept. Delete it.");
      case Outcome.NeedsUsers() ->
          ErrorAnswers.of(
              400,
              code,
              "This application takes no userId. Send anonymousId, or let its owner switch the"
                  + " feature end_user_identifier on.");
      case Outcome.UnknownKey() ->
          ErrorAnswers.of(
              401,
              code,
              "No such write key. Send your application's write key, lethe_wk_…, as the user name of"
                  + " HTTP Basic authentication, or as a Bearer token.");
      case Outcome.Terminated() ->
          ErrorAnswers.of(403, code, "This application has ended. Nothing is taken any more.");
      case Outcome.Suspended() ->
          ErrorAnswers.of(
              403,
              code,
              "This application is suspended. Nothing is taken until it is served again.");
      case Outcome.FeatureOff() ->
          ErrorAnswers.of(
              403,
              code,
              "This application takes no screenshots. Nothing was stored. Its owner may switch the"
                  + " feature screenshots on.");
      case Outcome.NotOffered() ->
          ErrorAnswers.of(
              404,
              code,
              "No upload with this id was offered for what the body says. Send the body that you"
                  + " asked for it with.");
      case Outcome.NotUploaded() ->
          ErrorAnswers.of(
              409, code, "There is no upload. Send the picture first, or ask for another upload.");
      case Outcome.Expired() ->
          ErrorAnswers.of(
              410, code, "It was offered more than an hour ago. Ask for another upload.");
      case Outcome.TooLarge(var detail) -> ErrorAnswers.of(413, code, detail);
      case Outcome.Unfit(var why) -> ErrorAnswers.of(422, code, why + " It was deleted.");
      case Outcome.Throttled(var wait) ->
          ErrorAnswers.again(
              429,
              code,
              "Too many uploads or new subjects in this minute. Send the same request again, later.",
              wait);
      case Outcome.TryAgain() ->
          ErrorAnswers.again(
              503, code, "Nothing was lost. Send the same request again.", Responses.RETRY_AFTER);
    };
  }
}
