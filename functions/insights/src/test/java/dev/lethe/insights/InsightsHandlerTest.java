package dev.lethe.insights;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import dev.lethe.shared.access.TestAccess;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.api.TestLambdaContext;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Customer;
import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.registry.Settings;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InsightsHandlerTest {

  private static final String MINE = "lethe_sk_ExampleExampleExampleExampleExampleExampleE";
  private static final String THEIRS = "lethe_sk_theirs";

  private final InMemoryRegistry registry = new InMemoryRegistry();
  private boolean storeFails;
  private String name = "ios";

  private final InsightsHandler handler = handler();

  private InsightsHandler handler() {
    var clock = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    return new InsightsHandler(TestAccess.to(registry, clock), this::numbers, 1, clock);
  }

  private Map<CounterKey, Numbers> numbers(List<Range> ranges) {
    if (storeFails) {
      throw new IllegalStateException("The table does not answer.");
    }
    return ranges.stream()
        .map(range ->
            new CounterKey(
                range.app(),
                range.metric(),
                range.dimension(),
                LocalDate.parse("2026-11-24"),
                range.dimension() == Dimension.PLATFORM ? name : CounterKey.TOTAL))
        .collect(Collectors.toMap(counter -> counter, counter -> new Numbers(12, 7, 2, 0)));
  }

  @BeforeEach
  void enrol() {
    registry.enrol(new Customer("cus_1", "Mine", "privacy@example.com"), ApiKey.shown(MINE));
    registry.enrol(new Customer("cus_2", "Theirs", "privacy@example.net"), ApiKey.shown(THEIRS));
    registry.enrol(
        new Application("app_example", "cus_1", "App", Settings.STANDARD),
        ApiKey.shown("lethe_wk_1"));
  }

  private APIGatewayProxyResponseEvent send(APIGatewayProxyRequestEvent event) {
    return handler.handleRequest(event, new TestLambdaContext());
  }

  private APIGatewayProxyResponseEvent ask(String key, String app, String metric) {
    return send(
        GatewayEvents.of("GET", "/v1/apps/{app}/insights/{metric}", "")
            .withPathParameters(Map.of("app", app, "metric", metric))
            .withHeaders(GatewayEvents.bearer(key)));
  }

  @Test
  void answersTheSampleInTheFormThatIsFixed() {
    var answer = send(EventLoader.loadApiGatewayRestEvent("events/insights-events.json"));
    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(answer.getBody())
        .isEqualTo(
            "{\"metric\":\"events\",\"interval\":\"day\",\"by\":\"platform\","
                + "\"from\":\"2026-11-24\",\"to\":\"2026-11-24\",\"timeZone\":\"UTC\",\"threshold\":1,"
                + "\"series\":[{\"key\":\"ios\",\"values\":"
                + "[{\"t\":\"2026-11-24\",\"n\":12,\"subjects\":7}]}]}");
  }

  @Test
  void withoutADimensionThereIsOneSeries() {
    assertThat(ask(MINE, "app_example", "events").getBody())
        .contains("\"by\":null", "\"series\":[{\"key\":\"total\",");
  }

  private APIGatewayProxyResponseEvent sample(Map<String, String> more, String ifNoneMatch) {
    var event = EventLoader.loadApiGatewayRestEvent("events/insights-events.json");
    var parameters = new HashMap<>(event.getQueryStringParameters());
    parameters.putAll(more);
    var headers = new HashMap<>(event.getHeaders());
    headers.put("if-none-match", ifNoneMatch);
    return send(event.withQueryStringParameters(parameters).withHeaders(headers));
  }

  @Test
  void answersInCsvIfItIsAskedTo() {
    var answer = sample(Map.of("format", "csv"), "");
    assertThat(answer.getHeaders())
        .containsEntry("Content-Type", "text/csv; charset=utf-8; header=present");
    assertThat(answer.getBody()).isEqualTo("t,platform,n,subjects\r\n2026-11-24,\"ios\",12,7\r\n");
  }

  /// Names of events come from anybody with a write key, and go to somebody's spreadsheet.
  @Test
  void noCellOfCsvIsAFormula() {
    name = "=HYPERLINK(\"https://example.com\")";
    assertThat(sample(Map.of("format", "csv"), "").getBody())
        .contains(",\"'=HYPERLINK(\"\"https://example.com\"\")\",");
  }

  @Test
  void saysNothingTwice() {
    var first = sample(Map.of(), "");
    assertThat(first.getStatusCode()).isEqualTo(200);
    var tag = Objects.requireNonNull(first.getHeaders().get("ETag"));
    assertThat(tag).matches("\"[0-9a-f]{32}\"");
    assertThat(first.getHeaders()).containsEntry("Cache-Control", "private, no-cache");
    var second = sample(Map.of(), "\"other\", " + tag);
    assertThat(second.getStatusCode()).isEqualTo(304);
    assertThat(second.getBody()).isNull();
    assertThat(second.getHeaders()).containsEntry("ETag", tag);
    assertThat(sample(Map.of(), "W/" + tag).getStatusCode()).isEqualTo(304);
    assertThat(sample(Map.of("format", "csv"), tag).getStatusCode()).isEqualTo(200);
    name = "android";
    assertThat(sample(Map.of(), tag).getStatusCode()).isEqualTo(200);
  }

  @Test
  void listsWhatCanBeAskedFor() {
    var answer =
        send(
            GatewayEvents.of("GET", "/v1/apps/{app}/insights", "")
                .withPathParameters(Map.of("app", "app_example"))
                .withHeaders(GatewayEvents.bearer(MINE)));
    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(answer.getBody())
        .startsWith(
            "{\"metrics\":[{\"metric\":\"events\",\"description\":\"Events that happened.\","
                + "\"intervals\":[\"hour\",\"day\"],\"dimensions\":[\"event\",\"platform\",")
        .contains(
            "{\"metric\":\"intake\",\"description\":\"What became of events, by the day that they came"
                + " on.\",\"intervals\":[\"day\"],\"dimensions\":[\"outcome\"],"
                + "\"measures\":[{\"name\":\"n\",\"description\":\"events\"}]}");
  }

  @Test
  void tellsWhatAnApplicationUsed() {
    var answer = send(EventLoader.loadApiGatewayRestEvent("events/insights-usage.json"));
    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(answer.getHeaders()).containsKey("ETag");
    assertThat(answer.getBody())
        .startsWith("{\"from\":\"2026-10\",\"to\":\"2026-11\",\"timeZone\":\"UTC\",")
        .contains("{\"month\":\"2026-11\",\"requests\":{\"total\":12,");
  }

  @Test
  void usageIsRefusedAsStatisticsAre() {
    var event = EventLoader.loadApiGatewayRestEvent("events/insights-usage.json");
    registry.suspend("app_example", true);
    assertThat(send(event).getStatusCode()).isEqualTo(403);
    registry.suspend("app_example", false);
    assertThat(send(event.withQueryStringParameters(Map.of("from", "May"))).getBody())
        .contains("urn:lethe:problem:bad-request", "2026-11.");
    assertThat(send(event.withHeaders(GatewayEvents.bearer(THEIRS))).getStatusCode())
        .isEqualTo(404);
    assertThat(send(event.withHeaders(Map.of())).getStatusCode()).isEqualTo(401);
  }

  @Test
  void refusesAnyKeyButASecretOne() {
    for (var key : new String[] {"lethe_wk_1", "lethe_sk_unknown", ""}) {
      var answer = ask(key, "app_example", "events");
      assertThat(answer.getStatusCode()).isEqualTo(401);
      assertThat(answer.getHeaders()).containsEntry("Content-Type", "application/problem+json");
    }
  }

  @Test
  void anothersApplicationIsLikeOneThatDoesNotExist() {
    var theirs = ask(THEIRS, "app_example", "events");
    assertThat(theirs.getStatusCode()).isEqualTo(404);
    assertThat(theirs).isEqualTo(ask(THEIRS, "app_nowhere", "events"));
  }

  @Test
  void anUnknownMetricIsNotThere() {
    assertThat(ask(MINE, "app_example", "secrets").getStatusCode()).isEqualTo(404);
  }

  @Test
  void saysWhatIsWrongWithAQuestion() {
    var event =
        EventLoader.loadApiGatewayRestEvent("events/insights-events.json")
            .withQueryStringParameters(Map.of("from", "today"));
    var answer = send(event);
    assertThat(answer.getStatusCode()).isEqualTo(400);
    assertThat(answer.getBody()).contains("urn:lethe:problem:bad-request", "2026-11-24");
  }

  @Test
  void saysSoWhenItDoesNotWork() {
    storeFails = true;
    var answer = ask(MINE, "app_example", "events");
    assertThat(answer.getStatusCode()).isEqualTo(503);
    assertThat(answer.getBody()).doesNotContain("table");
  }
}
