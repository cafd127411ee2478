package dev.lethe.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import dev.lethe.ingest.gate.InMemoryGate;
import dev.lethe.ingest.gate.Lives;
import dev.lethe.ingest.origin.ClientOrigins;
import dev.lethe.ingest.origin.EdgeMode;
import dev.lethe.ingest.origin.Origins;
import dev.lethe.ingest.request.BodyReader;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.api.TestLambdaContext;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.Fact;
import dev.lethe.shared.record.LaneMessage;
import dev.lethe.shared.record.RecordCodec;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.record.StreamRecord;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Customer;
import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.registry.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestHandlerTest {

  private static final String WRITE_KEY = "lethe_wk_" + "Example".repeat(6) + "E";
  private static final String SECRET_KEY = "lethe_sk_ExampleExampleExampleExampleExampleExampleE";
  private static final String TRACK =
      "{\"event\":\"Opened\",\"anonymousId\":\"device-of-jane\",\"userId\":\"jane@example.com\"}";

  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final InMemoryGate gate = new InMemoryGate(registry, 1_000);
  private final List<StreamRecord> stream = new ArrayList<>();
  private final List<String> refusals = new ArrayList<>();
  private boolean streamFails;
  private final IngestHandler handler = handler();

  private IngestHandler handler() {
    return handler(null);
  }

  private IngestHandler handler(@Nullable String sdkHost) {
    var origins =
        new Origins(address ->
            Optional.of(address.getHostAddress().equals(GatewayEvents.CLIENT) ? "DE" : "FR"));
    var clock = Clock.fixed(Records.NOON, ZoneOffset.UTC);
    return new IngestHandler(
        new GatewayRequests(new ClientOrigins(EdgeMode.NONE, shown -> true, origins), clock),
        new Ingest(
            new BodyReader(origins),
            gate,
            new Lives(gate, gate, new SecureRandom()),
            new CollectionSwitch(gate, gate),
            this::put),
        new Answers(sdkHost),
        refusals::add);
  }

  private void put(List<LaneMessage> records, Instant deadline) throws NotAcknowledgedException {
    if (streamFails) {
      throw new NotAcknowledgedException("refused", null);
    }
    for (var message : records) {
      if (message instanceof StreamRecord streamRecord) {
        stream.add(streamRecord);
      }
    }
  }

  @BeforeEach
  void enrol() {
    registry.enrol(
        new Customer("cus_1", "Company", "privacy@example.com"), ApiKey.shown(SECRET_KEY));
    registry.enrol(
        new Application("app_1", "cus_1", "App", Settings.STANDARD), ApiKey.shown(WRITE_KEY));
  }

  private static APIGatewayProxyRequestEvent settingsOf(String key) {
    return GatewayEvents.of("GET", "/v1/projects/{writeKey}/settings", "")
        .withPathParameters(Map.of("writeKey", key));
  }

  @Test
  void tellsSdksThatAskToSendHereAndNowhereElse() {
    assertThat(send(settingsOf(WRITE_KEY)).getBody())
        .isEqualTo(
            "{\"integrations\":{\"Segment.io\":{\"apiKey\":\""
                + WRITE_KEY
                + "\"}},\"metrics\":{\"sampleRate\":0}}");
    var named =
        handler("t.example.com/v1").handleRequest(settingsOf(WRITE_KEY), new TestLambdaContext());
    assertThat(named.getBody()).contains("\"apiHost\":\"t.example.com/v1\"");
    assertThat(send(settingsOf("lethe_wk_unknown")).getStatusCode()).isEqualTo(401);
  }

  @Test
  void countsWhatIsRefusedByItsCode() {
    post("track", TRACK, GatewayEvents.basic(WRITE_KEY));
    assertThat(refusals).isEmpty();
    post("track", "{", GatewayEvents.basic(WRITE_KEY));
    post("track", TRACK + " ".repeat(512 * 1024), GatewayEvents.basic(WRITE_KEY));
    post("track", TRACK, GatewayEvents.basic("lethe_wk_unknown"));
    post("nowhere", TRACK, GatewayEvents.basic(WRITE_KEY));
    streamFails = true;
    post("track", TRACK, GatewayEvents.basic(WRITE_KEY));
    send(GatewayEvents.of("POST", "/v1/{call+}", TRACK).withRequestContext(null).withBody("?"));
    assertThat(refusals)
        .containsExactly(
            "malformed", "too_large", "unknown_key", "not_found", "unavailable", "not_found");
  }

  private APIGatewayProxyResponseEvent post(String call, String body, Map<String, String> headers) {
    return send(
        GatewayEvents.of("POST", "/v1/{call+}", body)
            .withPathParameters(Map.of("call", call))
            .withHeaders(headers));
  }

  private APIGatewayProxyResponseEvent send(APIGatewayProxyRequestEvent event) {
    return handler.handleRequest(event, new TestLambdaContext());
  }

  @Test
  void takesTheSampleEvent() {
    var answer = send(EventLoader.loadApiGatewayRestEvent("events/ingest-batch.json"));
    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(answer.getBody())
        .isEqualTo(
            "{\"success\":true,\"rejected\":[{\"index\":2,"
                + "\"messageId\":\"6d1f7a3e-0000-4000-8000-000000000003\","
                + "\"code\":\"missing_event_name\"}]}");
    assertThat(stream).hasSize(1);
    assertThat(stream.getFirst().facts())
        .extracting(fact -> fact.value(Dimension.EVENT) + " " + fact.value(Dimension.COUNTRY))
        .containsExactly("Application Opened FR", "(screen) DE");
  }

  @Test
  void answersSuccessAsSdksExpectIt() {
    var answer = post("track", TRACK, GatewayEvents.basic(WRITE_KEY));
    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(answer.getBody()).isEqualTo("{\"success\":true}");
    assertThat(answer.getHeaders()).containsEntry("Content-Type", "application/json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"batch", "batch/", "import", "import/", "b"})
  void takesBatchesAtEachOfTheirPaths(String call) {
    var body = "{\"batch\":[{\"type\":\"track\",\"event\":\"Opened\",\"anonymousId\":\"a\"}]}";
    assertThat(post(call, body, GatewayEvents.basic(WRITE_KEY)).getStatusCode()).isEqualTo(200);
    assertThat(stream).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"track", "track/", "identify", "screen", "page", "group", "alias"})
  void takesSingleEventsAtEachOfTheirPaths(String call) {
    assertThat(post(call, TRACK, GatewayEvents.basic(WRITE_KEY)).getStatusCode()).isEqualTo(200);
    assertThat(stream).hasSize(1);
  }

  @Test
  void takesTheWriteKeyFromHeaderOrBody() {
    var keyed = TRACK.replace("{", "{\"writeKey\":\"" + WRITE_KEY + "\",");
    assertThat(post("track", TRACK, GatewayEvents.bearer(WRITE_KEY)).getStatusCode())
        .isEqualTo(200);
    assertThat(post("track", keyed, Map.of()).getStatusCode()).isEqualTo(200);
    assertThat(stream).extracting(StreamRecord::app).containsExactly("app_1", "app_1");
  }

  @Test
  void theHeadersKeyGoesFirst() {
    var keyed = TRACK.replace("{", "{\"writeKey\":\"lethe_wk_other\",");
    assertThat(post("track", keyed, GatewayEvents.basic(WRITE_KEY)).getStatusCode()).isEqualTo(200);
  }

  /// As RudderStack's library for Node.js sends it.
  @Test
  void takesACompressedBodyThatIsCalledAForm() throws IOException {
    var compressed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(compressed)) {
      gzip.write(TRACK.getBytes(StandardCharsets.UTF_8));
    }
    var headers = new HashMap<>(GatewayEvents.basic(WRITE_KEY));
    headers.put("Content-Type", "application/x-www-form-urlencoded");
    headers.put("Content-Encoding", "gzip");
    var event =
        GatewayEvents.of("POST", "/v1/{call+}", compressed.toByteArray())
            .withPathParameters(Map.of("call", "track"))
            .withHeaders(headers);
    assertThat(send(event).getStatusCode()).isEqualTo(200);
    assertThat(stream).hasSize(1);
  }

  @Test
  void aSubjectsEventsOfOneRequestAreOneRecordAndAlwaysUnderTheSameLabel() {
    var event = "{\"type\":\"track\",\"event\":\"E\",\"anonymousId\":\"%s\"}";
    var body =
        "{\"batch\":[%s,%s,%s]}"
            .formatted(event.formatted("a"), event.formatted("b"), event.formatted("a"));
    post("batch", body, GatewayEvents.basic(WRITE_KEY));
    post("batch", body, GatewayEvents.basic(WRITE_KEY));
    assertThat(stream)
        .extracting(streamRecord -> streamRecord.facts().size())
        .containsExactly(2, 1, 2, 1);
    var labels = stream.stream().map(StreamRecord::label).toList();
    assertThat(labels.subList(0, 2)).doesNotHaveDuplicates().isEqualTo(labels.subList(2, 4));
  }

  @Test
  void nothingPersonalReachesTheStream() {
    post("track", TRACK.replace("Opened", "From 198.51.100.23"), GatewayEvents.basic(WRITE_KEY));
    var bytes = new String(RecordCodec.encode(stream.getFirst()), StandardCharsets.ISO_8859_1);
    assertThat(bytes).doesNotContain("jane", "198.51.100", "203.0.113");
    assertThat(stream.getFirst().facts())
        .extracting((Fact fact) -> fact.value(Dimension.EVENT))
        .containsExactly(Dimension.OTHER);
  }

  @Test
  void saysNoAddressBackThatStandsInAMessageId() {
    var event = "{\"anonymousId\":\"a\",\"messageId\":\"m 198.51.100.23\"}";
    assertThat(post("track", event, GatewayEvents.basic(WRITE_KEY)).getBody())
        .contains("\"messageId\":\"m 198.51.100.0\",\"code\":\"missing_event_name\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lethe_wk_unknown", SECRET_KEY, ""})
  void refusesAKeyThatSendsNothing(String key) {
    var answer = post("track", TRACK, GatewayEvents.basic(key));
    assertThat(answer.getStatusCode()).isEqualTo(401);
    assertThat(answer.getBody()).contains("\"code\":\"unknown_key\"");
    assertThat(stream).isEmpty();
  }

  @Test
  void refusesRequestsWithoutAKeyOrWithABrokenHeader() {
    assertThat(post("track", TRACK, Map.of()).getStatusCode()).isEqualTo(401);
    assertThat(post("track", TRACK, Map.of("Authorization", "Basic %%")).getStatusCode())
        .isEqualTo(401);
    assertThat(post("track", TRACK, Map.of("Authorization", "Digest x")).getStatusCode())
        .isEqualTo(401);
  }

  @Test
  void tellsWhereAMalformedBodyBreaks() {
    var answer = post("batch", "{\"batch\":[jane]}", GatewayEvents.basic(WRITE_KEY));
    assertThat(answer.getStatusCode()).isEqualTo(400);
    assertThat(answer.getBody()).contains("line 1, column").doesNotContain("jane");
  }

  @Test
  void refusesWhatIsTooLarge() {
    var answer = post("track", TRACK + " ".repeat(500 * 1024), GatewayEvents.basic(WRITE_KEY));
    assertThat(answer.getStatusCode()).isEqualTo(413);
    assertThat(answer.getBody()).contains("\"code\":\"too_large\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "trac", "track/now", "batch//", "v1/batch", "jane"})
  void knowsNoOtherPath(String call) {
    var answer = post(call, TRACK, GatewayEvents.basic(WRITE_KEY));
    assertThat(answer.getStatusCode()).isEqualTo(404);
    assertThat(answer.getBody()).contains("\"code\":\"not_found\"").doesNotContain("jane");
  }

  @Test
  void asksForTheRequestAgainWhenTheStreamDoesNotTakeIt() {
    streamFails = true;
    var answer = post("track", TRACK, GatewayEvents.basic(WRITE_KEY));
    assertThat(answer.getStatusCode()).isEqualTo(503);
    assertThat(answer.getHeaders()).containsEntry("Retry-After", "5");
  }
}
