package dev.lethe.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.lethe.shared.address.Masking;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.api.TestLambdaContext;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Customer;
import dev.lethe.shared.registry.Enrolment;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.registry.Settings;
import dev.lethe.shared.registry.TestSettings;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplicationRoutesTest {

  private static final ApiKey MINE = ApiKey.shown("lethe_sk_mine");
  private static final ApiKey THEIRS = ApiKey.shown("lethe_sk_theirs");
  private static final Settings BEFORE =
      TestSettings.waiting(
          new Settings(
              Set.of(Feature.GOALS), new Masking(20, 40), ZoneId.of("Europe/Berlin"), 60, 5),
          2);

  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final ControlHandler handler = new TestPorts(registry).handler(Clock.systemUTC());

  @BeforeEach
  void enrol() {
    registry.enrol(new Customer("cus_1", "Mine", "a@example.com"), MINE);
    registry.enrol(new Customer("cus_2", "Theirs", "b@example.com"), THEIRS);
    for (var app : List.of("app_1", "app_2")) {
      registry.enrol(new Application(app, "cus_1", "App", BEFORE), ApiKey.shown("lethe_wk_" + app));
    }
    registry.enrol(
        new Application("app_3", "cus_2", "App", Settings.STANDARD), ApiKey.shown("lethe_wk_3"));
  }

  private APIGatewayProxyResponseEvent send(
      ApiKey by, String method, String path, String app, String body) {
    return handler.handleRequest(
        GatewayEvents.of(method, path, body)
            .withPathParameters(Map.of("app", app))
            .withHeaders(GatewayEvents.bearer(by.reveal())),
        new TestLambdaContext());
  }

  private Settings settings() {
    return registry.application("app_1").orElseThrow().settings();
  }

  @Test
  void aCustomerSeesItsOwnWithHowTheyAreSet() {
    var answer = send(MINE, "GET", "/v1/apps", "", "");
    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(answer.getBody()).contains("app_1", "app_2").doesNotContain("app_3");
    assertThat(send(MINE, "GET", "/v1/apps/{app}", "app_1", "").getBody())
        .isEqualTo(
            "{\"appId\":\"app_1\",\"name\":\"App\",\"timeZone\":\"Europe/Berlin\",\"maskIpv4\":20,"
                + "\"maskIpv6\":40,\"retentionDays\":60,\"smallGroupThreshold\":5,"
                + "\"platforms\":[],\"graceDays\":2,\"erasures\":\"subtract\",\"callbackHosts\":[],"
                + "\"features\":[\"goals\"],\"suspended\":false}");
    assertThat(send(THEIRS, "GET", "/v1/apps/{app}", "app_1", "").getStatusCode()).isEqualTo(404);
  }

  private APIGatewayProxyResponseEvent page(Map<String, String> parameters) {
    return handler.handleRequest(
        GatewayEvents.of("GET", "/v1/apps", "")
            .withQueryStringParameters(parameters)
            .withHeaders(GatewayEvents.bearer(MINE.reveal())),
        new TestLambdaContext());
  }

  /// Before its secrets are made, which cost money and have no owner then.
  @Test
  void thereAreNoMoreThanMayBe() {
    for (var i = 2; i < Enrolment.MOST_APPLICATIONS; i++) {
      registry.enrol(
          new Application("app_x" + i, "cus_1", "App", BEFORE), ApiKey.shown("lethe_wk_x" + i));
    }
    var made = new ArrayList<String>();
    var ports = new TestPorts(registry);
    ports.secrets = made::add;
    var answer =
        ports
            .handler(Clock.systemUTC())
            .handleRequest(
                GatewayEvents.of("POST", "/v1/apps", "{\"name\":\"One more\"}")
                    .withHeaders(GatewayEvents.bearer(MINE.reveal())),
                new TestLambdaContext());
    assertThat(answer.getStatusCode()).isEqualTo(409);
    assertThat(answer.getBody()).contains("100 applications");
    assertThat(made).isEmpty();
    assertThat(send(THEIRS, "POST", "/v1/apps", "", "{\"name\":\"App\"}").getStatusCode())
        .isEqualTo(201);
  }

  private APIGatewayProxyResponseEvent switched(String method, Map<String, String> asked) {
    return handler.handleRequest(
        GatewayEvents.of(
                method,
                "/v1/apps/{app}/features/{feature}",
                "{\"attestedBy\":\"A\",\"lawfulBasis\":\"consent\",\"textVersion\":\"1\"}")
            .withPathParameters(Map.of("app", "app_1", "feature", "screenshots"))
            .withQueryStringParameters(asked)
            .withHeaders(GatewayEvents.bearer(MINE.reveal())),
        new TestLambdaContext());
  }

  @Test
  void featuresAreSwitchedSoOftenADayAndOffWhenNotOnAnyMore() {
    for (var i = 0; i < Features.MOST_ON; i++) {
      assertThat(switched("PUT", Map.of()).getStatusCode()).isEqualTo(200);
    }
    var refused = switched("PUT", Map.of());
    assertThat(refused.getStatusCode()).isEqualTo(429);
    assertThat(Integer.parseInt(refused.getHeaders().get("Retry-After"))).isBetween(86_000, 86_402);
    for (var i = Features.MOST_ON; i < Features.MOST; i++) {
      assertThat(switched("DELETE", Map.of("collected", "keep")).getStatusCode()).isEqualTo(200);
    }
    assertThat(switched("DELETE", Map.of("collected", "keep")).getStatusCode()).isEqualTo(429);
    assertThat(registry.application("app_1").orElseThrow().settings().features())
        .doesNotContain(Feature.SCREENSHOTS);
  }

  @Test
  void itsApplicationsComeInPages() {
    assertThat(page(Map.of("limit", "1")).getBody())
        .contains("\"appId\":\"app_1\"", "\"next\":\"app_1\"")
        .doesNotContain("app_2");
    assertThat(page(Map.of("limit", "1", "after", "app_1")).getBody())
        .contains("\"appId\":\"app_2\"")
        .doesNotContain("app_1", "next");
    assertThat(page(Map.of("after", "app_2")).getBody()).isEqualTo("{\"apps\":[]}");
    for (var bad :
        List.of(
            Map.of("limit", "101"),
            Map.of("after", "Jane"),
            Map.of("after", ""),
            Map.of("page", "2"))) {
      var answer = page(bad);
      assertThat(answer.getStatusCode()).isEqualTo(400);
      assertThat(answer.getBody()).doesNotContain("Jane");
    }
  }

  @Test
  void whatIsNotToldStaysAsItIs() {
    var answer =
        send(
            MINE,
            "PATCH",
            "/v1/apps/{app}",
            "app_1",
            "{\"name\":\"Later\",\"maskIpv4\":0,\"graceDays\":20}");
    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(answer.getBody()).contains("\"name\":\"Later\"", "\"maskIpv4\":0");
    assertThat(registry.application("app_1").orElseThrow().name()).isEqualTo("Later");
    assertThat(settings())
        .isEqualTo(
            TestSettings.waiting(
                new Settings(
                    Set.of(Feature.GOALS), new Masking(0, 40), ZoneId.of("Europe/Berlin"), 60, 5),
                20));
    assertThat(registry.application("app_2").orElseThrow().settings()).isEqualTo(BEFORE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                          | retentionDays
          {"timeZone":"Asia/Tokyo"}   | retentionDays
          {"features":"goals"}        | retentionDays
          {"name":""}                 | name
          {"retentionDays":91}        | retentionDays
          {"maskIpv4":25}             | maskIpv4
          {"smallGroupThreshold":0}   | smallGroupThreshold
          {"graceDays":21}            | graceDays
          {"erasures":"never"}        | erasures
          {"erasures":["keep"]}       | erasures
          {"platforms":"ios"}         | platforms
          {"platforms":["symbian"]}   | platforms
          {"platforms":[1]}           | platforms
          {"callbackHosts":["10.0.0.1"]}                   | callbackHosts
          {"callbackHosts":["localhost"]}                  | callbackHosts
          {"callbackHosts":["https://a.example"]}          | callbackHosts
          {"callbackHosts":["a.example",["b.example"]]}    | callbackHosts
          {"callbackHosts":["a.de","b.de","c.de","d.de","e.de","f.de","g.de","h.de","i.de","j.de","k.de"]} | callbackHosts
          """)
  void whatCannotBeIsSaidAndNothingIsChanged(String body, String named) {
    var answer = send(MINE, "PATCH", "/v1/apps/{app}", "app_1", body);
    assertThat(answer.getStatusCode()).isEqualTo(400);
    assertThat(answer.getBody()).contains(named);
    assertThat(settings()).isEqualTo(BEFORE);
  }

  @Test
  void listsReplaceThoseBefore() {
    var path = "/v1/apps/{app}";
    var told =
        "{\"platforms\":[\"web\",\"ios\"],\"erasures\":\"keep\",\"callbackHosts\":[\"Privacy.Example.com\"]}";
    var first = send(MINE, "PATCH", path, "app_1", told);
    assertThat(first.getBody())
        .contains(
            "\"platforms\":[\"ios\",\"web\"]",
            "\"erasures\":\"keep\"",
            "\"callbackHosts\":[\"privacy.example.com\"]");
    var second = send(MINE, "PATCH", path, "app_1", "{\"platforms\":[]}");
    assertThat(second.getBody()).contains("\"platforms\":[]", "privacy.example.com", "keep");
  }

  @Test
  void nobodyElsesAreChanged() {
    var answer = send(THEIRS, "PATCH", "/v1/apps/{app}", "app_1", "{\"graceDays\":0}");
    assertThat(answer.getStatusCode()).isEqualTo(404);
    assertThat(settings()).isEqualTo(BEFORE);
  }

  @Test
  void whoeverIsSuspendedMakesNoApplications() {
    new InMemoryCustomers(registry).suspend("cus_1", true);
    var answer = send(MINE, "POST", "/v1/apps", "", "{\"name\":\"App\"}");
    assertThat(answer.getStatusCode()).isEqualTo(403);
    assertThat(answer.getBody()).contains("suspended");
    assertThat(registry.applicationsOf("cus_1")).hasSize(2);
  }
}
