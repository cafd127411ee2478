package dev.lethe.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.api.TestLambdaContext;
import dev.lethe.shared.env.Clocks;
import dev.lethe.shared.processors.SubProcessors;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Customer;
import dev.lethe.shared.registry.InMemoryRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubProcessorRoutesTest {

  private static final ApiKey KEY = ApiKey.shown("lethe_sk_mine");
  private static final String ALL = "/v1/operator/sub-processors";
  private static final String ONE = ALL + "/{subProcessor}";
  private static final String FORM =
      "{\"name\":\"Mail Inc.\",\"country\":\"US\",\"purpose\":\"sends mail\",\"safeguard\":\"standard_contractual_clauses\"%s}";

  private Instant now = Instant.parse("2026-11-27T12:00:00Z");
  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final TestPorts ports = new TestPorts(registry);
  private final ControlHandler handler = ports.handler(Clocks.showing(() -> now));

  private void takeIn() {
    registry.enrol(new Customer("cus_1", "Mine", "a@example.com"), KEY);
  }

  private APIGatewayProxyResponseEvent send(
      String method, String path, String body, Map<String, String> asked, String id) {
    return handler.handleRequest(
        GatewayEvents.signed(
            GatewayEvents.of(method, path, body)
                .withPathParameters(Map.of("subProcessor", id))
                .withQueryStringParameters(asked),
            GatewayEvents.OPERATOR),
        new TestLambdaContext());
  }

  private APIGatewayProxyResponseEvent announce(String more) {
    return send("POST", ALL, FORM.formatted(more), Map.of(), "");
  }

  private String id() {
    return ports.processors.all().getLast().id();
  }

  private APIGatewayProxyResponseEvent shown() {
    return handler.handleRequest(
        GatewayEvents.of("GET", "/v1/sub-processors", "")
            .withHeaders(GatewayEvents.bearer(KEY.reveal())),
        new TestLambdaContext());
  }

  @Test
  void aCustomerIsToldOfWhoComesBeforeTheyCome() {
    takeIn();
    assertThat(announce("").getStatusCode()).isEqualTo(201);
    assertThat(shown().getBody())
        .isEqualTo(
            "{\"noticeDays\":30,\"subProcessors\":[{\"id\":\"%s\",\"name\":\"Mail Inc.\",\"country\":\"US\","
                    .formatted(id())
                + "\"purpose\":\"sends mail\",\"safeguard\":\"standard_contractual_clauses\","
                + "\"state\":\"announced\",\"announced\":\"2026-11-27\",\"from\":\"2026-12-27\"}]}");
    now = now.plus(Duration.ofDays(30));
    assertThat(shown().getBody()).contains("\"state\":\"current\"");
  }

  @Test
  void nobodyComesSoonerThanWasPromised() {
    takeIn();
    var answer = announce(",\"from\":\"2026-12-26\"");
    assertThat(answer.getStatusCode()).isEqualTo(400);
    assertThat(answer.getBody()).contains("2026-12-27", "30 days");
    assertThat(ports.processors.all()).isEmpty();
    assertThat(announce(",\"from\":\"2026-12-27\"").getStatusCode()).isEqualTo(201);
  }

  @Test
  void whoeverHasNoCustomersHasNobodyToTell() {
    assertThat(announce("").getBody()).contains("\"from\":\"2026-11-27\"", "current");
    assertThat(announce(",\"from\":\"2025-01-01\"").getStatusCode()).isEqualTo(201);
  }

  @Test
  void whoEndsStaysInTheRegister() {
    announce("");
    var answer = send("DELETE", ONE, "", Map.of("until", "2026-12-01"), id());
    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(answer.getBody()).contains("\"state\":\"current\"", "\"until\":\"2026-12-01\"");
    assertThat(send("DELETE", ONE, "", Map.of(), id()).getBody())
        .contains("\"state\":\"ended\"", "\"until\":\"2026-11-27\"");
    var again = send("DELETE", ONE, "", Map.of("until", "2027-01-01"), id());
    assertThat(again.getStatusCode()).isEqualTo(409);
    assertThat(send("DELETE", ONE, "", Map.of(), "sub_none").getStatusCode()).isEqualTo(404);
    assertThat(send("GET", ALL, "", Map.of(), "").getBody()).contains("Mail Inc.");
  }

  @Test
  void theDayOfAnEndOnlyMovesNearer() {
    announce("");
    send("DELETE", ONE, "", Map.of("until", "2026-12-10"), id());
    assertThat(send("DELETE", ONE, "", Map.of("until", "2026-12-01"), id()).getStatusCode())
        .isEqualTo(200);
    var later = send("DELETE", ONE, "", Map.of("until", "2099-01-01"), id());
    assertThat(later.getStatusCode()).isEqualTo(409);
    assertThat(later.getBody()).contains("2026-12-01", "anew");
    assertThat(shown(ALL).getBody()).contains("\"until\":\"2026-12-01\"");
  }

  private APIGatewayProxyResponseEvent shown(String path) {
    return send("GET", path, "", Map.of(), "");
  }

  @Test
  void theRegisterIsForCustomersAndTheOperatorAlone() {
    announce("");
    assertThat(shown().getStatusCode()).isEqualTo(401);
    takeIn();
    assertThat(shown().getStatusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "country":"US"                                | "country":"Germany"  | country
          "country":"US"                                | "country":"XX"       | country
          "country":"US"                                | "where":"US"         | country
          "safeguard":"standard_contractual_clauses"    | "safeguard":"trust"  | safeguard
          "name":"Mail Inc."                            | "name":""            | name
          "name":"Mail Inc."                            | "name":"M","from":"soon"       | from
          "name":"Mail Inc."                            | "name":"M","from":"+999999999-01-01" | from
          """)
  void whatCannotBeIsSaid(String part, String other, String named) {
    var body = FORM.formatted("").replace(part, other);
    var answer = send("POST", ALL, body, Map.of(), "");
    assertThat(answer.getStatusCode()).isEqualTo(400);
    assertThat(answer.getBody()).contains(named);
    assertThat(ports.processors.all()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"until,2026-11-26", "until,soon", "from,2026-12-01"})
  void noEndIsInThePast(String parameter, String value) {
    announce("");
    var answer = send("DELETE", ONE, "", Map.of(parameter, value), id());
    assertThat(answer.getStatusCode()).isEqualTo(400);
    assertThat(ports.processors.all().getFirst().until()).isNull();
  }

  @Test
  void thereAreNoMoreThanMayBe() {
    for (var i = 0; i < SubProcessors.MOST; i++) {
      assertThat(announce("").getStatusCode()).isEqualTo(201);
    }
    assertThat(announce("").getStatusCode()).isEqualTo(409);
  }
}
