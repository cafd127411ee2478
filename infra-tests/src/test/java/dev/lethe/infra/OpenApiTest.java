package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.Contract;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.aws.KeyItem;
import dev.lethe.shared.registry.aws.RegistryItem;
import dev.lethe.shared.vault.aws.VaultItem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Everything that `docs/openapi.yaml` says that functions answer is answered; [Api] sees to it
/// that nothing else is.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {

  private static final String METRICS = "/v1/apps/{app}/insights";
  private static final String INSIGHTS = "/v1/apps/{app}/insights/{metric}";
  private static final String USAGE = "/v1/apps/{app}/usage";
  private static final String SETTINGS = "/v1/projects/{writeKey}/settings";

  /// What metrics are told apart by, if it is more or less than their device.
  private static final Map<String, String> DIMENSIONS =
      Map.of(
          "events", "EventsDimension",
          "users", "EventsDimension",
          "offerings", "OfferingDimension",
          "offering_funnel", "OfferingDimension",
          "offering_time", "OfferingDimension",
          "goals", "GoalDimension",
          "intake", "IntakeDimension");

  /// An application in the Registry that lacks all but its owner.
  private static final String BROKEN_APP = "app_00000000000000000000b0b0";

  private static final ApiKey BROKEN_KEY = ApiKey.shown("lethe_sk_broken");

  /// What is documented and does not happen here.
  private static final Set<String> NOT_HERE =
      Set.of(
          // It reads nothing that could be broken.
          "POST /v1/customers 503",
          // They read nothing of a customer's that is broken here.
          "POST /v1/customers/{customer}/termination 503",
          "GET /v1/customers/{customer}/termination 503",
          "DELETE /v1/customers/{customer}/termination 503",
          "GET /v1/customers/{customer}/termination/receipt 503",
          "GET /v1/customers 503",
          "GET /v1/customers/{customer} 503",
          "PUT /v1/customers/{customer}/suspension 503",
          "DELETE /v1/customers/{customer}/suspension 503",
          "GET /v1/customers/{customer}/keys 503",
          "GET /v1/customers/{customer}/contacts 503",
          "POST /v1/customers/{customer}/contacts 503",
          "PATCH /v1/customers/{customer}/contacts/{contact} 503",
          "DELETE /v1/customers/{customer}/contacts/{contact} 503",
          "GET /v1/customers/{customer}/disclosures 503",
          "POST /v1/customers/{customer}/keys 503",
          "POST /v1/customers/{customer}/keys/{key}/rotation 503",
          "GET /v1/operator/sub-processors 503",
          "POST /v1/operator/sub-processors 503",
          "POST /v1/operator/sub-processors 409",
          "DELETE /v1/operator/sub-processors/{subProcessor} 503",
          "DELETE /v1/customers/{customer}/keys/{key} 503",
          // It never makes a new subject; API Gateway may throttle it all the same.
          "POST /v1/optin 429",
          "POST /v1/optin/ 429");

  private final Contract contract = Contract.document();
  private Tenant tenant = new Tenant("", "", "", "");
  private Tenant crowded = tenant;
  private Tenant keyless = tenant;
  private Tenant ended = tenant;

  /// One whose key is old enough to be followed by another.
  private Tenant aged = tenant;

  private ScreenshotRows screenshots = new ScreenshotRows(tenant, tenant, tenant, tenant, tenant);

  @BeforeAll
  void breakSome() {
    tenant = Tenant.enrol("Documented");
    crowded = Tenant.enrol("Crowded");
    keyless = Tenant.enrol("Keyless");
    ended = RowsOfTerminations.ended();
    aged = Tenant.enrol("Aged");
    aged.age(8);
    keyless.loseKeys();
    screenshots =
        new ScreenshotRows(
            Tenant.enrol("Pictured").with(Feature.SCREENSHOTS),
            aged,
            keyless,
            crowded.with(Feature.SCREENSHOTS),
            Tenant.enrol("Hurried").with(Feature.SCREENSHOTS));
    var stack = Stack.running();
    try (var dynamo = stack.client(DynamoDbClient.builder())) {
      var registry = stack.output("RegistryTable");
      put(
          dynamo,
          registry,
          RegistryItem.keyOf(RegistryItem.idOfApplication(BROKEN_APP)),
          Map.of("customer", fromS(tenant.customerId())));
      put(dynamo, registry, RegistryItem.keyOf(KeyItem.idOf(BROKEN_KEY)), Map.of());
      var minute = Instant.now().truncatedTo(ChronoUnit.MINUTES);
      for (var i = 0; i < 15; i++) {
        var time = minute.plus(Duration.ofMinutes(i));
        var full = Map.of("n", fromN("1000000"));
        var vault = stack.output("VaultTable");
        put(dynamo, vault, VaultItem.keyOfNewSubjects(hash(crowded), time), full);
        put(dynamo, vault, VaultItem.keyOfUploads(hash(screenshots.hurried()), time), full);
      }
    }
  }

  private static String hash(Tenant of) {
    return ApiKey.shown(of.writeKey()).hash();
  }

  private static void put(
      DynamoDbClient dynamo,
      String table,
      Map<String, AttributeValue> key,
      Map<String, AttributeValue> attributes) {
    var item = new HashMap<>(key);
    item.putAll(attributes);
    dynamo.putItem(put -> put.tableName(table).item(item));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void isAnsweredAsDocumented(Row row) {
    var answer = row.send();
    assertThat(answer.status()).as(answer.text()).isEqualTo(row.status());
    assertThat(answer.json().has("rejected")).as(answer.text()).isFalse();
  }

  @Test
  void nothingIsDocumentedThatNeverHappens() {
    var provoked = rows().map(Row::answer).collect(Collectors.toCollection(TreeSet::new));
    var documented = new TreeSet<>(contract.answersOfFunctions());
    assertThat(documented).containsAll(NOT_HERE);
    documented.removeAll(NOT_HERE);
    assertThat(documented).containsAll(RowsOfRequests.NOT_HERE);
    documented.removeAll(RowsOfRequests.NOT_HERE);
    assertThat(documented).containsAll(RowsOfReads.NOT_HERE);
    documented.removeAll(RowsOfReads.NOT_HERE);
    assertThat(provoked).isEqualTo(documented);
  }

  @Test
  void theBasesThatAreTakenAreTheDocumentedOnes() {
    var answer =
        Api.put(
            RowsOfControl.FEATURE.replace("{app}", tenant.appId()).replace("{feature}", "goals"),
            RowsOfControl.ATTESTATION.formatted("none").getBytes(StandardCharsets.UTF_8),
            GatewayEvents.bearer(tenant.secretKey()));
    var named = answer.json().path("detail").asText().split(": ", 2)[1].replace(".", "");
    assertThat(named.split(", "))
        .containsExactlyInAnyOrderElementsOf(contract.values("LawfulBasis"));
  }

  @Test
  void anEventThatIsNotTakenIsListedAsDocumented() {
    var body = "{\"batch\":[{\"type\":\"track\",\"anonymousId\":\"d\",\"messageId\":\"m\"},7]}";
    var answer =
        Api.post(
            "/v1/batch",
            body.getBytes(StandardCharsets.UTF_8),
            GatewayEvents.basic(tenant.writeKey()));
    assertThat(answer.json().path("rejected")).hasSize(2);
  }

  Stream<Row> rows() {
    var exports = new RowsOfExports(tenant, keyless, BROKEN_APP, BROKEN_KEY.reveal());
    var control = new RowsOfControl(tenant, aged, keyless, BROKEN_APP, BROKEN_KEY.reveal());
    var audits = new RowsOfAudits(tenant, keyless, BROKEN_APP);
    var requests = new RowsOfRequests(Tenant.enrol("Rightful"), BROKEN_KEY.reveal());
    return Stream.of(
            tracking(),
            screenshots.all(),
            control.all(),
            contract.ofSecretKeys().stream().flatMap(route -> Row.unauthorised(route, tenant)),
            insights(),
            exports.all(),
            audits.all(),
            requests.all(),
            new RowsOfReads(tenant, ended, BROKEN_APP).all(),
            new RowsOfTerminations(tenant, keyless, BROKEN_APP).all())
        .flatMap(rows -> rows);
  }

  private Stream<Row> tracking() {
    var calls = contract.paths().stream().filter(path -> !contract.examples(path).isEmpty());
    return Stream.concat(calls.flatMap(this::call), settings());
  }

  private Stream<Row> call(String path) {
    var examples = contract.examples(path);
    var taken = examples.stream().map(body -> sent(path, body, tenant.writeKey(), 200));
    var body = examples.getFirst();
    var others =
        Stream.of(
            sent(path, "{", tenant.writeKey(), 400),
            sent(path, body, "lethe_wk_unknown", 401),
            new Row("POST", path, Map.of(), body, Map.of(), 401),
            sent(path, body + " ".repeat(512 * 1024), tenant.writeKey(), 413),
            sent(path, body, crowded.writeKey(), path.contains("optin") ? 200 : 429),
            sent(path, body, keyless.writeKey(), 503),
            sent(path, body, ended.writeKey(), 403));
    return Stream.concat(taken, others);
  }

  private static Row sent(String path, String body, String writeKey, int status) {
    return new Row("POST", path, Map.of(), body, GatewayEvents.basic(writeKey), status);
  }

  private Stream<Row> settings() {
    return Map.of(
            tenant.writeKey(),
            200,
            "lethe_wk_unknown",
            401,
            ended.writeKey(),
            403,
            keyless.writeKey(),
            503)
        .entrySet()
        .stream()
        .map(key ->
            new Row(
                "GET", SETTINGS, Map.of("writeKey", key.getKey()), "", Map.of(), key.getValue()));
  }

  private Stream<Row> insights() {
    var answered =
        contract.values("Metric").stream()
            .flatMap(metric ->
                Stream.concat(
                        Stream.of(""),
                        contract.values(DIMENSIONS.getOrDefault(metric, "DeviceDimension")).stream()
                            .map(dimension -> "?by=" + dimension))
                    .map(query -> insights(metric, query, 200)));
    var events = Map.of("metric", "events");
    var others =
        Stream.of(
            insights("events", "?by=event&format=csv", 200),
            insights("events", "?by=country&interval=hour", 200),
            insights("users", "?by=goal&interval=week", 200),
            insights("runs_per_user", "?interval=month", 200),
            insights("events", "?by=outcome", 400),
            unchanged(INSIGHTS, events),
            Row.asked("GET", METRICS, Map.of("app", tenant.appId()), "", tenant.secretKey(), 200),
            unchanged(METRICS, Map.of()),
            usage("", 200),
            usage("?from=2025-01&to=2026-12", 200),
            usage("?from=2025-01&to=2027-01", 400),
            unchanged(USAGE, Map.of()));
    return Stream.of(
            answered,
            others,
            refused("GET", INSIGHTS, events, ""),
            refused("GET", METRICS, Map.of(), ""),
            refused("GET", USAGE, Map.of(), ""))
        .flatMap(rows -> rows);
  }

  /// Asked for again by whoever has it; of an application that nothing is counted of meanwhile.
  private Row unchanged(String path, Map<String, String> parameters) {
    var all = new HashMap<>(parameters);
    all.put("app", aged.appId());
    var first = Row.asked("GET", path, all, "", aged.secretKey(), 200).send();
    var headers = new HashMap<>(GatewayEvents.bearer(aged.secretKey()));
    headers.put("If-None-Match", first.headers().firstValue("ETag").orElseThrow());
    return new Row("GET", path, all, "", headers, 304);
  }

  private Row insights(String metric, String query, int status) {
    var parameters = Map.of("app", tenant.appId(), "metric", metric);
    return Row.asked("GET", INSIGHTS + query, parameters, "", tenant.secretKey(), status);
  }

  private Row usage(String query, int status) {
    var app = Map.of("app", tenant.appId());
    return Row.asked("GET", USAGE + query, app, "", tenant.secretKey(), status);
  }

  private Stream<Row> refused(
      String method, String path, Map<String, String> parameters, String body) {
    return Row.refused(method, path, parameters, body, tenant, keyless, BROKEN_APP);
  }
}
