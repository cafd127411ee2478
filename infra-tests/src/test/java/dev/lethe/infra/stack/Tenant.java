package dev.lethe.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lethe.shared.api.GatewayEvents;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/// A customer with an application, for one test alone: what it counts is what the test sent.
public record Tenant(String customerId, String secretKey, String appId, String writeKey) {

  /// From an SDK's last acknowledgement to the statistics: the stream's batching window, a cold
  /// start of the consumer, and room for a busy machine.
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
  private static final JsonMapper JSON = new JsonMapper();

  /// Takes in a customer and lets it make an application.
  public static Tenant enrol(String company) {
    var customer =
        made("/v1/customers", Map.of("company", company, "email", "p@example.com"), Map.of());
    var secretKey = customer.path("secretKey").asText();
    var app = made("/v1/apps", Map.of("name", "App"), GatewayEvents.bearer(secretKey));
    return new Tenant(
        customer.path("customerId").asText(),
        secretKey,
        app.path("appId").asText(),
        app.path("writeKey").asText());
  }

  private static JsonNode made(String path, Map<String, String> form, Map<String, String> headers) {
    var body = JSON.valueToTree(form).toString().getBytes(StandardCharsets.UTF_8);
    var answer = Api.post(path, body, headers);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json();
  }

  /// Asks for the events of a span of days.
  public Answer ask(String query) {
    return Api.get(
        "/v1/apps/" + appId + "/insights/events" + query, GatewayEvents.bearer(secretKey));
  }

  /// The statistics of a span of days, as `key day` to number.
  public Map<String, Long> events(LocalDate from, LocalDate to, String by) {
    var query = "?from=" + from + "&to=" + to + (by.isEmpty() ? "" : "&by=" + by);
    var answer = ask(query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    var numbers = new TreeMap<String, Long>();
    for (var series : answer.json().get("series")) {
      for (var value : series.get("values")) {
        numbers.put(
            series.get("key").asText() + " " + value.get("t").asText(), value.get("n").asLong());
      }
    }
    return numbers;
  }

  /// The statistics of a span of days once as many events are counted as were sent; after a while,
  /// as they are, and it is left to the test to say what is missing. Each dimension is counted by
  /// itself, one a moment after the other.
  public Map<String, Long> await(LocalDate from, LocalDate to, String by, long number) {
    var giveUp = Instant.now().plus(PATIENCE);
    var events = events(from, to, by);
    while (total(events) < number && Instant.now().isBefore(giveUp)) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      events = events(from, to, by);
    }
    return events;
  }

  private static long total(Map<String, Long> events) {
    return events.values().stream().mapToLong(Long::longValue).sum();
  }
}
