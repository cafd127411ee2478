package dev.lethe.ingest.screenshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.api.TestLambdaContext;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.registry.Feature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreenshotsHandlerTest {

  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

  private final App app = new App();
  private final List<String> outcomes = new ArrayList<>();
  private final ScreenshotsHandler handler =
      new ScreenshotsHandler(app.intake, outcomes::add, Clock.fixed(Records.NOON, ZoneOffset.UTC));

  private APIGatewayProxyResponseEvent send(APIGatewayProxyRequestEvent event) {
    return handler.handleRequest(event, new TestLambdaContext());
  }

  private static APIGatewayProxyRequestEvent sample(String name) {
    return EventLoader.loadApiGatewayRestEvent("events/" + name + ".json");
  }

  private static String json(Map<String, String> fields) {
    var text =
        new StringBuilder("{\"other\":[{}],\"contentLength\":" + fields.get("contentLength"));
    fields.forEach((name, value) -> {
      if (!name.equals("contentLength")) {
        text.append(",\"").append(name).append("\":\"").append(value).append('"');
      }
    });
    return text.append('}').toString();
  }

  private APIGatewayProxyResponseEvent post(String body) {
    return send(
        GatewayEvents.of("POST", "/v1/screenshots", body)
            .withHeaders(GatewayEvents.bearer(App.KEY.reveal())));
  }

  private APIGatewayProxyResponseEvent complete(String id, String body) {
    return send(
        GatewayEvents.of("POST", "/v1/screenshots/{id}/complete", body)
            .withPathParameters(Map.of("id", id))
            .withHeaders(GatewayEvents.basic(App.KEY.reveal())));
  }

  private static String id(APIGatewayProxyResponseEvent answer) {
    var id = ID.matcher(answer.getBody());
    assertThat(id.find()).as(answer.getBody()).isTrue();
    return id.group(1);
  }

  @Test
  void theSamplesAreAnswered() {
    var offer = send(sample("screenshots-offer"));
    assertThat(offer.getStatusCode()).isEqualTo(201);
    assertThat(offer.getBody())
        .contains(
            "\"upload\":{\"method\":\"PUT\",\"url\":\"https://",
            "\"headers\":{\"content-type\":\"image/png\"}")
        .contains("\"expires\":\"2026-11-24T12:05:00Z\"");
    var complete = sample("screenshots-complete");
    assertThat(send(complete).getStatusCode()).isEqualTo(404);
    assertThat(send(complete.withPathParameters(Map.of("id", id(offer)))).getStatusCode())
        .isEqualTo(409);
    assertThat(outcomes).containsExactly("offered", "not_found", "not_uploaded");
  }

  @Test
  void anUploadIsTakenInAndCountedByWhatCameOfIt() {
    var body = json(App.fields());
    var id = id(post(body));
    app.upload(id, App.PICTURE);
    for (var i = 0; i < 2; i++) {
      var answer = complete(id, body);
      assertThat(answer.getStatusCode()).isEqualTo(200);
      assertThat(answer.getBody()).isEqualTo("{\"success\":true}");
    }
    app.set(App.DEVICE, app.state(App.DEVICE).erase(Records.NOON));
    app.upload(id, App.PICTURE);
    assertThat(complete(id, body).getBody()).isEqualTo("{\"success\":true}");
    assertThat(outcomes).containsExactly("offered", "kept", "repeated", "suppressed");
  }

  @Test
  void aBodyMayBeGzip() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(json(App.fields()).getBytes(StandardCharsets.UTF_8));
    }
    var event =
        GatewayEvents.of("POST", "/v1/screenshots", packed.toByteArray())
            .withHeaders(GatewayEvents.basic(App.KEY.reveal()));
    assertThat(send(event).getStatusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {                       | 400 | not valid JSON (line 1, column 2)
          []                      | 400 | not a JSON object
          {} {}                   | 400 | Something follows
          {}                      | 400 | anonymousId
          {"anonymousId":["d1"]}  | 400 | anonymousId
          {"anonymousId":"d1"}    | 400 | contentType
          """)
  void whatIsMalformedIsToldWhere(String body, int status, String message) {
    var answer = post(body);
    assertThat(answer.getStatusCode()).isEqualTo(status);
    assertThat(answer.getBody()).contains("\"code\":\"malformed\"", message);
  }

  @Test
  void theOthersAreAnsweredByTheirCodes() {
    var body = json(App.fields());
    assertThat(post(json(Forms.with(App.fields(), "contentLength", "5242881"))).getStatusCode())
        .isEqualTo(413);
    assertThat(post(" ".repeat(512 * 1024) + body).getStatusCode()).isEqualTo(413);
    var withoutKey = GatewayEvents.of("POST", "/v1/screenshots", body);
    assertThat(send(withoutKey).getStatusCode()).isEqualTo(401);
    var old = json(Forms.with(App.fields(), "timestamp", "2020-01-01T00:00:00Z"));
    assertThat(post(old).getStatusCode()).isEqualTo(400);
    var user = json(Forms.with(App.fields(), "anonymousId", "", "userId", "u1"));
    assertThat(post(user).getStatusCode()).isEqualTo(400);
    for (var i = 0; i < App.PER_MINUTE; i++) {
      post(body);
    }
    var throttled = post(body);
    assertThat(throttled.getStatusCode()).isEqualTo(429);
    assertThat(throttled.getHeaders()).containsEntry("Retry-After", "60");
    app.switchTo(Feature.SCREENSHOTS, false);
    assertThat(post(body).getStatusCode()).isEqualTo(403);
    assertThat(outcomes)
        .containsExactly(
            "too_large",
            "too_large",
            "unknown_key",
            "too_old",
            "needs_end_user_identifier",
            "offered",
            "offered",
            "offered",
            "throttled",
            "feature_off");
  }

  @Test
  void whatFailsMayBeSentAgain() {
    var body = json(App.fields());
    var id = id(post(body));
    app.upload(id, App.PICTURE);
    app.uploads.beforeNextSettled(() -> {
      throw new IllegalStateException("S3 does not answer.");
    });
    var failed = complete(id, body);
    assertThat(failed.getStatusCode()).isEqualTo(503);
    assertThat(failed.getHeaders()).containsEntry("Retry-After", "5");
    assertThat(complete(id, body).getStatusCode()).isEqualTo(200);
    assertThat(outcomes).containsExactly("offered", "unavailable", "kept");
  }

  @Test
  void anUnfitPictureIsToldWhy() {
    var body = json(Forms.with(App.fields(), "contentType", "image/webp"));
    var id = id(post(body));
    app.upload(id, App.PICTURE);
    var answer = complete(id, body);
    assertThat(answer.getStatusCode()).isEqualTo(422);
    assertThat(answer.getBody())
        .isEqualTo(
            "{\"code\":\"unfit_picture\",\"message\":\"The picture is no WebP. It was deleted.\"}");
  }
}
