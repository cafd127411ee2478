package dev.lethe.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.lethe.shared.access.Need;
import dev.lethe.shared.access.Routes;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.api.TestLambdaContext;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Customer;
import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.registry.Settings;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CustomerRoutesTest {

  private static final String ONE = "cus_000000000000000000000001";
  private static final String TWO = "cus_000000000000000000000002";
  private static final String SUSPENSION = "/v1/customers/{customer}/suspension";

  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final ControlHandler handler = new TestPorts(registry).handler(Clock.systemUTC());

  @BeforeEach
  void enrol() {
    registry.enrol(new Customer(ONE, "One", "a@example.com"), ApiKey.shown("lethe_sk_1"));
    registry.enrol(new Customer(TWO, "Two", "b@example.com"), ApiKey.shown("lethe_sk_2"));
    registry.enrol(
        new Application("app_1", ONE, "App", Settings.STANDARD), ApiKey.shown("lethe_wk_1"));
    registry.enrol(
        new Application("app_2", TWO, "App", Settings.STANDARD), ApiKey.shown("lethe_wk_2"));
  }

  private APIGatewayProxyResponseEvent send(String method, String path, Map<String, String> asked) {
    return handler.handleRequest(
        GatewayEvents.signed(event(method, path, asked), GatewayEvents.OPERATOR),
        new TestLambdaContext());
  }

  private static APIGatewayProxyRequestEvent event(
      String method, String path, Map<String, String> asked) {
    return GatewayEvents.of(method, path, "")
        .withPathParameters(Map.of("customer", ONE))
        .withQueryStringParameters(asked);
  }

  static Stream<String> ofTheOperator() {
    return Routes.all().entrySet().stream()
        .filter(route -> route.getValue() == Need.OPERATOR)
        .map(Map.Entry::getKey)
        // The handler of subjects has these (OperatorReadsTest).
        .filter(route -> !route.contains("/reads"));
  }

  /// Should the gateway ever let somebody through.
  @ParameterizedTest
  @MethodSource("ofTheOperator")
  void whoHasNotSignedIsToldNothingOnAnyRouteOfTheOperators(String route) {
    var parts = route.split(" ", 2);
    var before = registry.customers().toString();
    for (var key : List.of("", "lethe_sk_1")) {
      var event = event(parts[0], parts[1], Map.of()).withHeaders(GatewayEvents.bearer(key));
      var answer = handler.handleRequest(event, new TestLambdaContext());
      assertThat(answer.getStatusCode()).isEqualTo(404);
      assertThat(answer.getBody()).isEqualTo(nowhere().getBody());
    }
    assertThat(registry.customers()).hasToString(before);
  }

  private APIGatewayProxyResponseEvent nowhere() {
    return handler.handleRequest(event("GET", "/v1/nowhere", Map.of()), new TestLambdaContext());
  }

  private boolean isSuspended(String app) {
    return registry.application(app).orElseThrow().isSuspended();
  }

  @Test
  void theOperatorListsCustomersPageByPage() {
    var first = send("GET", "/v1/customers", Map.of("limit", "1"));
    assertThat(first.getStatusCode()).isEqualTo(200);
    assertThat(first.getBody())
        .contains("\"company\":\"One\"", "\"next\":\"" + ONE + "\"")
        .doesNotContain("Two");
    assertThat(send("GET", "/v1/customers", Map.of("after", ONE)).getBody())
        .contains("\"company\":\"Two\"")
        .doesNotContain("One", "next");
    assertThat(send("GET", "/v1/customers", Map.of("after", "Jane")).getStatusCode())
        .isEqualTo(400);
    assertThat(send("GET", "/v1/customers", Map.of("limit", "101")).getStatusCode()).isEqualTo(400);
  }

  @Test
  void oneIsShownWithItsApplications() {
    assertThat(send("GET", "/v1/customers/{customer}", Map.of()).getBody())
        .isEqualTo(
            "{\"customerId\":\"%s\",\"company\":\"One\",\"contacts\":[{\"id\":\"con_000000000000000000000000\",\"email\":\"a@example.com\",\"role\":\"privacy\"}],\"suspended\":false,\"applications\":[\"app_1\"]}"
                .formatted(ONE));
    registry.customers().remove(ONE);
    assertThat(send("GET", "/v1/customers/{customer}", Map.of()).getStatusCode()).isEqualTo(404);
  }

  @Test
  void whoIsSuspendedIsSoWithAllItsApplicationsUntilServedAgain() {
    for (var time = 0; time < 2; time++) {
      var answer = send("PUT", SUSPENSION, Map.of());
      assertThat(answer.getStatusCode()).isEqualTo(200);
      assertThat(answer.getBody()).contains("\"suspended\":true");
      assertThat(isSuspended("app_1")).isTrue();
      assertThat(isSuspended("app_2")).isFalse();
    }
    assertThat(send("DELETE", SUSPENSION, Map.of()).getBody()).contains("\"suspended\":false");
    assertThat(isSuspended("app_1")).isFalse();
    registry.customers().remove(ONE);
    assertThat(send("PUT", SUSPENSION, Map.of()).getStatusCode()).isEqualTo(404);
  }
}
