package dev.lethe.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import dev.lethe.shared.address.Masking;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.api.TestLambdaContext;
import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.shared.goals.GoalsOrder;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.record.WireNamed;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Customer;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.Grant;
import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.registry.IssuedKey;
import dev.lethe.shared.registry.Settings;
import dev.lethe.shared.registry.TestSettings;
import dev.lethe.shared.vault.FeatureKeys;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlHandlerTest {

  private static final String OPERATOR = "arn:aws:iam::123456789012:user/operator";
  private static final String SECRET_KEY = "lethe_sk_ExampleExampleExampleExampleExampleExampleE";
  private static final String ATTESTATION =
      "{\"attestedBy\":\"Jane Doe\",\"lawfulBasis\":\"consent\",\"textVersion\":\"3\"}";

  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final List<String> secrets = new ArrayList<>();
  private final Map<String, Bytes> peppers = new HashMap<>();
  private final TestPorts ports = new TestPorts(registry);
  private ControlHandler handler = ports.handler(Clock.systemUTC());

  @BeforeEach
  void watch() {
    ports.secrets = this::makeSecret;
    ports.peppers = this::keepPepper;
    handler = ports.handler(Clock.systemUTC());
  }

  private void makeSecret(String app) {
    assertThat(registry.application(app)).as("it can be used already").isEmpty();
    secrets.add(app);
  }

  private void keepPepper(String app, Bytes sealed) {
    assertThat(registry.application(app)).as("it can be used already").isEmpty();
    peppers.put(app, sealed);
  }

  private APIGatewayProxyResponseEvent send(APIGatewayProxyRequestEvent event) {
    return handler.handleRequest(event, new TestLambdaContext());
  }

  private static String field(APIGatewayProxyResponseEvent answer, String name) {
    var found = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(answer.getBody());
    assertThat(found.find()).as(name).isTrue();
    return found.group(1);
  }

  @Test
  void anOperatorTakesInACustomerAndItsKeyIsShownOnce() {
    var answer = send(EventLoader.loadApiGatewayRestEvent("events/control-new-customer.json"));
    assertThat(answer.getStatusCode()).isEqualTo(201);
    assertThat(field(answer, "company")).isEqualTo("Example GmbH");
    assertThat(registry.find(ApiKey.shown(field(answer, "secretKey"))))
        .map(IssuedKey::grant)
        .contains(new Grant.Secret(field(answer, "customerId")));
  }

  @Test
  void theOperatorHasSeenTheFirstKeyAndItsCustomerSeesThat() {
    var form = "{\"company\":\"Example GmbH\",\"email\":\"privacy@example.com\"}";
    var event = GatewayEvents.of("POST", "/v1/customers", form);
    assertThat(send(GatewayEvents.signed(event, null)).getStatusCode()).isEqualTo(404);
    assertThat(registry.customers()).isEmpty();
    assertThat(registry.disclosures()).isEmpty();
    var answer = send(GatewayEvents.signed(event, OPERATOR));
    var key = registry.find(ApiKey.shown(field(answer, "secretKey"))).orElseThrow();
    assertThat(registry.disclosures())
        .extracting(DisclosureEntry::customer, DisclosureEntry::id, DisclosureEntry::kind)
        .containsExactly(
            tuple(field(answer, "customerId"), key.id(), DisclosureEntry.Kind.OPERATOR_KEY));
    assertThat(registry.disclosures().getFirst().by())
        .matches("[0-9a-f]{12}")
        .isNotEqualTo(key.id());
  }

  private void takeInACustomer() {
    registry.enrol(
        new Customer("cus_1", "Example GmbH", "privacy@example.com"), ApiKey.shown(SECRET_KEY));
  }

  /// Makes an application with settings, and returns what was answered.
  private APIGatewayProxyResponseEvent make(String settings) {
    return send(
        GatewayEvents.of("POST", "/v1/apps", "{\"name\":\"App\"" + settings + "}")
            .withHeaders(GatewayEvents.bearer(SECRET_KEY)));
  }

  private Settings settingsOf(APIGatewayProxyResponseEvent answer) {
    return registry.application(field(answer, "appId")).orElseThrow().settings();
  }

  @Test
  void aCustomerMakesAnApplicationOfItsOwn() {
    takeInACustomer();
    var answer = send(EventLoader.loadApiGatewayRestEvent("events/control-new-application.json"));
    assertThat(answer.getStatusCode()).isEqualTo(201);
    var app = field(answer, "appId");
    assertThat(registry.find(ApiKey.shown(field(answer, "writeKey"))))
        .map(IssuedKey::grant)
        .contains(new Grant.Write(app));
    assertThat(registry.application(app).orElseThrow().customer()).isEqualTo("cus_1");
    assertThat(settingsOf(answer)).isEqualTo(Settings.STANDARD);
    assertThat(registry.applicationsOf("cus_1")).containsExactly(app);
    assertThat(secrets).containsExactly(app);
    assertThat(peppers).containsExactly(Map.entry(app, registry.of(app).orElseThrow().pepper()));
  }

  @Test
  void anApplicationMayKeepLess() {
    takeInACustomer();
    assertThat(
            settingsOf(
                make(
                    ",\"timeZone\":\"Europe/Berlin\",\"maskIpv4\":16,\"maskIpv6\":32,"
                        + "\"retentionDays\":30,\"smallGroupThreshold\":25")))
        .isEqualTo(new Settings(Set.of(), new Masking(16, 32), ZoneId.of("Europe/Berlin"), 30, 25));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "timeZone":"Berlin"        | timeZone
          "timeZone":"+01:00"        | timeZone
          "maskIpv4":25              | maskIpv4
          "maskIpv6":49              | maskIpv6
          "maskIpv4":-1              | maskIpv4
          "maskIpv4":"Jane"          | maskIpv4
          "retentionDays":91         | retentionDays
          "retentionDays":0          | retentionDays
          "retentionDays":99999999999| retentionDays
          "retentionDays":null       | retentionDays
          "smallGroupThreshold":0    | smallGroupThreshold
          "smallGroupThreshold":10001| smallGroupThreshold
          "colour":"Jane"            | retentionDays
          """)
  void butNeverMore(String setting, String named) {
    takeInACustomer();
    var answer = make("," + setting);
    assertThat(answer.getStatusCode()).isEqualTo(400);
    assertThat(answer.getBody()).contains(named).doesNotContain("Jane");
  }

  private APIGatewayProxyResponseEvent feature(
      String method, String app, String feature, String body, String key) {
    return send(
        GatewayEvents.of(method, "/v1/apps/{app}/features/{feature}", body)
            .withPathParameters(Map.of("app", app, "feature", feature))
            .withHeaders(GatewayEvents.bearer(key)));
  }

  private APIGatewayProxyResponseEvent off(String app, String feature, String collected) {
    return send(
        GatewayEvents.of("DELETE", "/v1/apps/{app}/features/{feature}", "")
            .withPathParameters(Map.of("app", app, "feature", feature))
            .withQueryStringParameters(Map.of("collected", collected))
            .withHeaders(GatewayEvents.bearer(SECRET_KEY)));
  }

  private Map<Feature, FeatureKeys.Key> featureKeys(String app) {
    return registry.of(app).orElseThrow().featureKeys();
  }

  @ParameterizedTest
  @EnumSource(Feature.class)
  void whoeverSwitchesAFeatureOffSaysWhatBecomesOfWhatWasCollected(Feature feature) {
    takeInACustomer();
    var app = field(make(""), "appId");
    feature("PUT", app, feature.wireName(), ATTESTATION, SECRET_KEY);
    var without = feature("DELETE", app, feature.wireName(), "", SECRET_KEY);
    var other = off(app, feature.wireName(), "Jane");
    for (var refused : List.of(without, other)) {
      assertThat(refused.getStatusCode()).isEqualTo(400);
      assertThat(refused.getBody()).contains("collected", "keep").doesNotContain("Jane");
    }
    assertThat(registry.application(app).orElseThrow().settings().has(feature)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"user_attributes", "end_user_identifier", "screenshots"})
  void whatItHadCollectedIsErasedWithItsKey(String feature) {
    takeInACustomer();
    var app = field(make(""), "appId");
    var erased = WireNamed.find(Feature.class, feature).orElseThrow();
    var before = featureKeys(app);
    feature("PUT", app, feature, ATTESTATION, SECRET_KEY);
    assertThat(off(app, feature, "keep").getStatusCode()).isEqualTo(200);
    assertThat(featureKeys(app)).as("kept").isEqualTo(before);
    // Also when it is off already.
    assertThat(off(app, feature, "erase").getBody())
        .isEqualTo("{\"feature\":\"%s\",\"on\":false,\"collected\":\"erased\"}".formatted(feature));
    var after = new HashMap<>(featureKeys(app));
    assertThat(Objects.requireNonNull(after.get(erased)).number())
        .isGreaterThan(Objects.requireNonNull(before.get(erased)).number());
    after.put(erased, Objects.requireNonNull(before.get(erased)));
    assertThat(after).as("the others").isEqualTo(before);
    assertThat(registry.application(app).orElseThrow().erased() != null)
        .as("exports hold no pictures")
        .isEqualTo(erased != Feature.SCREENSHOTS);
    assertThat(features(app, Map.of()).getBody())
        .contains("\"collected\":\"erased\"", "\"collected\":\"kept\"");
  }

  /// What is collected meanwhile could be taken for what is to be forgotten.
  @Test
  void goalsAreNotSwitchedOnWhileThoseOfBeforeAreForgotten() {
    takeInACustomer();
    var app = field(make(""), "appId");
    var now = Records.NOON;
    handler = ports.handler(Clock.fixed(now, ZoneOffset.UTC));
    ports.orders.put(app, new GoalsOrder(app, now, null));
    var open = feature("PUT", app, "goals", ATTESTATION, SECRET_KEY);
    assertThat(open.getStatusCode()).isEqualTo(409);
    assertThat(open.getBody()).contains("still being erased");
    assertThat(feature("PUT", app, "screenshots", ATTESTATION, SECRET_KEY).getStatusCode())
        .isEqualTo(200);
    var rested = now.minus(TestPorts.LONGEST);
    ports.orders.put(app, new GoalsOrder(app, rested, rested));
    assertThat(feature("PUT", app, "goals", ATTESTATION, SECRET_KEY).getStatusCode())
        .isEqualTo(409);
    ports.orders.put(app, new GoalsOrder(app, rested, rested.minusSeconds(1)));
    assertThat(feature("PUT", app, "goals", ATTESTATION, SECRET_KEY).getStatusCode())
        .isEqualTo(200);
  }

  @Test
  void aFeatureIsSwitchedOnWithAnAttestationAndOffWithout() {
    takeInACustomer();
    var app = field(make(""), "appId");
    var on = feature("PUT", app, "goals", ATTESTATION, SECRET_KEY);
    assertThat(on.getStatusCode()).isEqualTo(200);
    assertThat(on.getBody()).isEqualTo("{\"feature\":\"goals\",\"on\":true}");
    assertThat(registry.application(app).orElseThrow().settings().has(Feature.GOALS)).isTrue();
    var off = off(app, "goals", "keep");
    assertThat(off.getBody())
        .isEqualTo("{\"feature\":\"goals\",\"on\":false,\"collected\":\"kept\"}");
    assertThat(registry.application(app).orElseThrow().settings().has(Feature.GOALS)).isFalse();
  }

  private APIGatewayProxyResponseEvent features(String app, Map<String, String> parameters) {
    return send(
        GatewayEvents.of("GET", "/v1/apps/{app}/features", "")
            .withPathParameters(Map.of("app", app))
            .withQueryStringParameters(parameters)
            .withHeaders(GatewayEvents.bearer(SECRET_KEY)));
  }

  @Test
  void eachSwitchIsShownWithWhoAttestedIt() {
    takeInACustomer();
    handler = ports.handler(Clock.fixed(Records.NOON, ZoneOffset.UTC));
    var app = field(make(""), "appId");
    assertThat(features(app, Map.of()).getBody()).isEqualTo("{\"switches\":[]}");
    feature("PUT", app, "goals", ATTESTATION, SECRET_KEY);
    off(app, "goals", "keep");
    var off =
        "{\"feature\":\"goals\",\"on\":false,\"at\":\"%s\",\"collected\":\"kept\"}"
            .formatted(Records.NOON);
    var on =
        "{\"feature\":\"goals\",\"on\":true,\"at\":\"%s\",%s"
            .formatted(Records.NOON, ATTESTATION.substring(1));
    assertThat(features(app, Map.of()).getBody())
        .isEqualTo("{\"switches\":[" + off + "," + on + "]}");
    assertThat(features(app, Map.of("limit", "1")).getBody())
        .isEqualTo("{\"switches\":[" + off + "],\"next\":\"2\"}");
    assertThat(features(app, Map.of("after", "2")).getBody())
        .isEqualTo("{\"switches\":[" + on + "]}");
  }

  @ParameterizedTest
  @CsvSource({"after, 0", "after, -1", "after, 123456789", "after, x", "limit, 101", "page, 2"})
  void aPageOfSwitchesThatWasNotToldIsRefused(String parameter, String value) {
    takeInACustomer();
    var app = field(make(""), "appId");
    assertThat(features(app, Map.of(parameter, value)).getStatusCode()).isEqualTo(400);
  }

  @Test
  void nothingIsSwitchedOnWithoutAnAttestation() {
    takeInACustomer();
    var app = field(make(""), "appId");
    for (var body : List.of("{}", "", ATTESTATION.replace("consent", "curiosity of Jane"))) {
      var answer = feature("PUT", app, "goals", body, SECRET_KEY);
      assertThat(answer.getStatusCode()).isEqualTo(400);
      assertThat(answer.getBody()).doesNotContain("Jane");
    }
    assertThat(registry.application(app).orElseThrow().settings().features()).isEmpty();
  }

  @Test
  void nobodyElsesFeaturesAreSwitched() {
    takeInACustomer();
    var app = field(make(""), "appId");
    var other = ApiKey.generate(ApiKey.Kind.SECRET, new SecureRandom());
    registry.enrol(new Customer("cus_2", "Other", "privacy@example.org"), other);
    assertThat(feature("PUT", app, "goals", ATTESTATION, other.reveal()).getStatusCode())
        .isEqualTo(404);
    assertThat(feature("PUT", app, "goals", ATTESTATION, "lethe_sk_none").getStatusCode())
        .isEqualTo(401);
    assertThat(feature("PUT", app, "everything", ATTESTATION, SECRET_KEY).getStatusCode())
        .isEqualTo(404);
    assertThat(registry.application(app).orElseThrow().settings().features()).isEmpty();
  }

  private void takeInWhoeverSamplesAreOf() {
    takeInACustomer();
    registry.enrol(
        new Application("app_1", "cus_1", "App", Settings.STANDARD),
        ApiKey.generate(ApiKey.Kind.WRITE, new SecureRandom()));
  }

  @ParameterizedTest
  @CsvSource({
    "show-features, 200",
    "erase-collected, 200",
    "new-contact, 201",
    "new-sub-processor, 201"
  })
  void otherSamplesAreTaken(String sample, int status) {
    takeInWhoeverSamplesAreOf();
    var answer = send(EventLoader.loadApiGatewayRestEvent("events/control-" + sample + ".json"));
    assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
  }

  @Test
  void theSampleOfASwitchIsTaken() {
    takeInWhoeverSamplesAreOf();
    var answer = send(EventLoader.loadApiGatewayRestEvent("events/control-switch-feature.json"));
    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(registry.application("app_1").orElseThrow().settings().features())
        .containsExactly(Feature.END_USER_IDENTIFIER);
  }

  @Test
  void theSampleOfAChangeIsTaken() {
    takeInWhoeverSamplesAreOf();
    var answer =
        send(EventLoader.loadApiGatewayRestEvent("events/control-change-application.json"));
    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(registry.application("app_1").orElseThrow().settings())
        .isEqualTo(TestSettings.waiting(Settings.STANDARD, 3));
  }

  @Test
  void theSampleOfANewKeyIsTaken() {
    takeInWhoeverSamplesAreOf();
    var answer = send(EventLoader.loadApiGatewayRestEvent("events/control-new-key.json"));
    assertThat(answer.getStatusCode()).isEqualTo(201);
    assertThat(registry.find(ApiKey.shown(field(answer, "key"))))
        .map(IssuedKey::grant)
        .contains(new Grant.Write("app_1"));
  }

  @Test
  void nobodyElseMakesOne() {
    var answer = send(EventLoader.loadApiGatewayRestEvent("events/control-new-application.json"));
    assertThat(answer.getStatusCode()).isEqualTo(401);
  }

  @Test
  void saysWhatAFormLacks() {
    var event = GatewayEvents.of("POST", "/v1/customers", "{\"company\":\"Jane\"}");
    var answer = send(GatewayEvents.signed(event, OPERATOR));
    assertThat(answer.getStatusCode()).isEqualTo(400);
    assertThat(answer.getBody()).contains("company, email").doesNotContain("Jane");
  }

  @Test
  void knowsNoOtherRoute() {
    assertThat(send(GatewayEvents.of("DELETE", "/v1/customers", "")).getStatusCode())
        .isEqualTo(404);
  }
}
