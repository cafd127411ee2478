package dev.lethe.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import dev.lethe.shared.access.CustomerAccess;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.api.TestLambdaContext;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Customer;
import dev.lethe.shared.registry.Grant;
import dev.lethe.shared.registry.InMemoryRegistry;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ControlHandlerTest {

  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final ControlHandler handler =
      new ControlHandler(
          new CustomerAccess(registry), new Enrolments(registry, new SecureRandom()));

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

  @Test
  void aCustomerMakesAnApplicationOfItsOwn() {
    registry.enrol(
        new Customer("cus_1", "Example GmbH", "privacy@example.com"),
        ApiKey.shown("lethe_sk_ExampleExampleExampleExampleExampleExampleE"));
    var answer = send(EventLoader.loadApiGatewayRestEvent("events/control-new-application.json"));
    assertThat(answer.getStatusCode()).isEqualTo(201);
    var app = field(answer, "appId");
    assertThat(registry.grantOf(ApiKey.shown(field(answer, "writeKey"))))
        .contains(new Grant.Write(app));
    assertThat(registry.application(app).orElseThrow().customer()).isEqualTo("cus_1");
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
