package dev.lethe.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.vault.aws.KeysItem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A customer with an application, for one test alone: what it counts is what the test sent.
public record Tenant(String customerId, String secretKey, String appId, String writeKey) {

  private static final JsonMapper JSON = new JsonMapper();

  /// Takes in a customer and lets it make an application.
  public static Tenant enrol(String company) {
    var customer =
        made(
            "/v1/customers",
            Map.of("company", company, "email", "p@example.com"),
            SignedBy.key("operator"));
    var secretKey = customer.path("secretKey").asText();
    var app = made("/v1/apps", Map.of("name", "App"), GatewayEvents.bearer(secretKey));
    return new Tenant(
        customer.path("customerId").asText(),
        secretKey,
        app.path("appId").asText(),
        app.path("writeKey").asText());
  }

  /// The same customer with another application.
  public Tenant another() {
    var app = made("/v1/apps", Map.of("name", "App"), GatewayEvents.bearer(secretKey));
    return new Tenant(
        customerId, secretKey, app.path("appId").asText(), app.path("writeKey").asText());
  }

  /// What the application's subjects sent and was sealed, opened.
  public List<String> opened() {
    return new Sealed(appId).opened();
  }

  /// Takes the application's keys out of the Vault.
  public void loseKeys() {
    var stack = Stack.running();
    try (var dynamo = stack.client(DynamoDbClient.builder())) {
      dynamo.deleteItem(
          delete -> delete.tableName(stack.output("VaultTable")).key(KeysItem.keyOf(appId)));
    }
  }

  /// Lets the application's first key-encryption key be older than it is.
  public void age(int days) {
    var stack = Stack.running();
    var made = LocalDate.now(ZoneOffset.UTC).minusDays(days);
    try (var dynamo = stack.client(DynamoDbClient.builder())) {
      dynamo.updateItem(update ->
          update
              .tableName(stack.output("VaultTable"))
              .key(KeysItem.keyOf(appId))
              .updateExpression("SET #keys.#first.made = :made")
              .expressionAttributeNames(Map.of("#keys", KeysItem.KEYS, "#first", "1"))
              .expressionAttributeValues(Map.of(":made", AttributeValue.fromS(made.toString()))));
    }
  }

  /// Switches a feature on.
  public Tenant with(Feature feature) {
    var attestation =
        Map.of("attestedBy", "Jane Doe", "lawfulBasis", "consent", "textVersion", "1");
    var answer = Api.put(path(feature), bytes(attestation), GatewayEvents.bearer(secretKey));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return this;
  }

  /// Switches a feature off; what it has collected stays.
  public void without(Feature feature) {
    switchOff(feature, "keep");
  }

  /// Switches a feature off, and erases what it has collected.
  public void eraseCollected(Feature feature) {
    switchOff(feature, "erase");
  }

  private void switchOff(Feature feature, String collected) {
    var answer =
        Api.delete(path(feature) + "?collected=" + collected, GatewayEvents.bearer(secretKey));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private String path(Feature feature) {
    return "/v1/apps/" + appId + "/features/" + feature.wireName();
  }

  private static byte[] bytes(Map<String, String> form) {
    return JSON.valueToTree(form).toString().getBytes(StandardCharsets.UTF_8);
  }

  private static JsonNode made(String path, Map<String, String> form, Map<String, String> headers) {
    var answer = Api.post(path, bytes(form), headers);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json();
  }

  /// Asks for statistics. Who looks again and again until they are there is told to wait at some
  /// time, and does.
  public Answer ask(String metric, String query) {
    var path = "/v1/apps/" + appId + "/insights/" + metric + query;
    return Api.getInTurn(path, GatewayEvents.bearer(secretKey));
  }

  /// The events of a span of days, as `key day` to number, once as many are counted as were sent;
  /// after a while, as they are, and it is left to the test to say what is missing. Each dimension
  /// is counted by itself, one a moment after the other.
  public Map<String, Long> await(LocalDate from, LocalDate to, String by, long number) {
    return await(() -> series("events", from, to, by), number);
  }

  /// What became of the events that came today, and perhaps yesterday, as outcome to number, once
  /// it is known of so many.
  public Map<String, Long> awaitIntake(long number) {
    return Await.latest(this::intake, outcomes -> total(outcomes) >= number);
  }

  /// What became of the events that came today, and perhaps yesterday, as outcome to number, once
  /// each of these outcomes has so many.
  public Map<String, Long> awaitIntake(Map<String, Long> atLeast) {
    return Await.latest(
        this::intake,
        outcomes ->
            atLeast.entrySet().stream()
                .allMatch(
                    wanted -> outcomes.getOrDefault(wanted.getKey(), 0L) >= wanted.getValue()));
  }

  private Map<String, Long> intake() {
    var today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
    var outcomes = new TreeMap<String, Long>();
    series("intake", today.minusDays(1), today, "outcome")
        .forEach((key, n) -> outcomes.merge(key.substring(0, key.indexOf(' ')), n, Long::sum));
    return outcomes;
  }

  private static Map<String, Long> await(Supplier<Map<String, Long>> ask, long number) {
    return Await.latest(ask, answer -> total(answer) >= number);
  }

  /// The events of each hour of a span of days, as `total hour` to number, once as many are
  /// counted.
  public Map<String, Long> awaitHours(LocalDate from, LocalDate to, long number) {
    return await(() -> series("events", "?interval=hour&from=" + from + "&to=" + to), number);
  }

  private Map<String, Long> series(String metric, LocalDate from, LocalDate to, String by) {
    return series(metric, "?from=" + from + "&to=" + to + (by.isEmpty() ? "" : "&by=" + by));
  }

  private Map<String, Long> series(String metric, String query) {
    var answer = ask(metric, query);
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

  private static long total(Map<String, Long> events) {
    return events.values().stream().mapToLong(Long::longValue).sum();
  }
}
