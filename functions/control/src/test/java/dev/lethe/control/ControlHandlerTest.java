package dev.lethe.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import dev.lethe.shared.address.Masking;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.api.TestLambdaContext;
import dev.lethe.shared.disclosure.Disclosures;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Customer;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.Grant;
import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.registry.Settings;
import dev.lethe.shared.vault.Keyrings;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlHandlerTest {

  private static final String SECRET_KEY = "lethe_sk_ExampleExampleExampleExampleExampleExampleE";
  private static final String ATTESTATION =
      "{\"attestedBy\":\"Jane Doe\",\"lawfulBasis\":\"consent\",\"textVersion\":\"3\"}";

  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final List<String> secrets = new ArrayList<>();
  private final Map<String, Bytes> peppers = new HashMap<>();
  private final ControlHandler handler =
      new ControlHandler(
          registry,
          registry,
          registry,
          app -> Keyrings.sealedKey(),
          this::makeSecret,
          this::keepPepper,
          (customer, limit, after) -> new Disclosures.Page(List.of(), Optional.empty()),
          Endings.none(),
          Clock.systemUTC());

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
    assertThat(registry.grantOf(ApiKey.shown(field(answer, "secretKey"))))
        .contains(new Grant.Secret(field(answer, "customerId")));
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
    assertThat(registry.grantOf(ApiKey.shown(field(answer, "writeKey"))))
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

  @Test
  void aFeatureIsSwitchedOnWithAnAttestationAndOffWithout() {
    takeInACustomer();
    var app = field(make(""), "appId");
    var on = feature("PUT", app, "goals", ATTESTATION, SECRET_KEY);
    assertThat(on.getStatusCode()).isEqualTo(200);
    assertThat(on.getBody()).isEqualTo("{\"feature\":\"goals\",\"on\":true}");
    assertThat(registry.application(app).orElseThrow().settings().has(Feature.GOALS)).isTrue();
    var off = feature("DELETE", app, "goals", "", SECRET_KEY);
    assertThat(off.getBody()).isEqualTo("{\"feature\":\"goals\",\"on\":false}");
    assertThat(registry.application(app).orElseThrow().settings().has(Feature.GOALS)).isFalse();
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

  @Test
  void theSampleOfASwitchIsTaken() {
    takeInACustomer();
    registry.enrol(
        new Application("app_1", "cus_1", "App", Settings.STANDARD),
        ApiKey.generate(ApiKey.Kind.WRITE, new SecureRandom()));
    var answer = send(EventLoader.loadApiGatewayRestEvent("events/control-switch-feature.json"));
    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(registry.application("app_1").orElseThrow().settings().features())
        .containsExactly(Feature.END_USER_IDENTIFIER);
  }

  private APIGatewayProxyResponseEvent grace(String app, String body, String key) {
    return send(
        GatewayEvents.of("PUT", "/v1/apps/{app}/grace-period", body)
            .withPathParameters(Map.of("app", app))
            .withHeaders(GatewayEvents.bearer(key)));
  }

  @Test
  void theSampleOfAGracePeriodIsTaken() {
    takeInACustomer();
    registry.enrol(
        new Application("app_1", "cus_1", "App", Settings.STANDARD),
        ApiKey.generate(ApiKey.Kind.WRITE, new SecureRandom()));
    var answer = send(EventLoader.loadApiGatewayRestEvent("events/control-grace-period.json"));
    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(answer.getBody()).isEqualTo("{\"days\":3}");
    assertThat(registry.application("app_1").orElseThrow().settings())
        .isEqualTo(Settings.STANDARD.withGraceDays(3));
  }

  @Test
  void requestsWaitForTwentyDaysAtMostAndOfOnesOwnApplicationsAlone() {
    takeInACustomer();
    var app = field(make(""), "appId");
    for (var body : List.of("{}", "", "{\"days\":21}", "{\"days\":-1}", "{\"days\":\"Jane\"}")) {
      var answer = grace(app, body, SECRET_KEY);
      assertThat(answer.getStatusCode()).as(body).isEqualTo(400);
      assertThat(answer.getBody()).contains("days").doesNotContain("Jane");
    }
    var other = ApiKey.generate(ApiKey.Kind.SECRET, new SecureRandom());
    registry.enrol(new Customer("cus_2", "Other", "privacy@example.org"), other);
    assertThat(grace(app, "{\"days\":3}", other.reveal()).getStatusCode()).isEqualTo(404);
    assertThat(registry.application(app).orElseThrow().settings()).isEqualTo(Settings.STANDARD);
    assertThat(grace(app, "{\"days\":20}", SECRET_KEY).getStatusCode()).isEqualTo(200);
    assertThat(grace(app, "{\"days\":0}", SECRET_KEY).getStatusCode()).isEqualTo(200);
  }

  @Test
  void nobodyElseMakesOne() {
    var answer = send(EventLoader.loadApiGatewayRestEvent("events/control-new-application.json"));
    assertThat(answer.getStatusCode()).isEqualTo(401);
  }

  @Test
  void saysWhatAFormLacks() {
    var answer = send(GatewayEvents.of("POST", "/v1/customers", "{\"company\":\"Jane\"}"));
    assertThat(answer.getStatusCode()).isEqualTo(400);
    assertThat(answer.getBody()).contains("company, email").doesNotContain("Jane");
  }

  @Test
  void knowsNoOtherRoute() {
    assertThat(send(GatewayEvents.of("DELETE", "/v1/customers", "")).getStatusCode())
        .isEqualTo(404);
  }
}
