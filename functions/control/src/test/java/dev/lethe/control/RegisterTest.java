package dev.lethe.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.api.TestLambdaContext;
import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.shared.disclosure.Disclosures;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Customer;
import dev.lethe.shared.registry.InMemoryRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegisterTest {

  private static final String NEXT = "1764028800000#exp_1";

  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final APIGatewayProxyRequestEvent question =
      EventLoader.loadApiGatewayRestEvent("events/control-disclosures.json");
  private @Nullable String customer;
  private @Nullable String after;
  private @Nullable String app = "app_1";
  private int limit;

  @BeforeEach
  void takeInACustomer() {
    var key = ApiKey.shown("lethe_sk_ExampleExampleExampleExampleExampleExampleE");
    registry.enrol(new Customer("cus_1", "Example GmbH", "privacy@example.com"), key);
  }

  private Disclosures.Page page(String ofCustomer, int most, @Nullable String from) {
    customer = ofCustomer;
    limit = most;
    after = from;
    var entry =
        new DisclosureEntry(
            ofCustomer,
            app,
            "exp_1",
            Records.NOON,
            DisclosureEntry.Kind.APPLICATION_EXPORT,
            DisclosureEntry.Recipient.CUSTOMER,
            DisclosureEntry.Ground.CONTROLLER_INSTRUCTION,
            "0123456789ab",
            Map.of("to", "2026-11-24", "from", "2026-11-23"));
    return new Disclosures.Page(List.of(entry), Optional.of(NEXT));
  }

  private APIGatewayProxyResponseEvent ask(Map<String, String> parameters) {
    var ports = new TestPorts(registry);
    ports.disclosures = this::page;
    var handler = ports.handler(Clock.systemUTC());
    return handler.handleRequest(
        question.withQueryStringParameters(parameters), new TestLambdaContext());
  }

  @Test
  void aCustomerSeesWhatLeftTheSystem() {
    var answer = ask(Map.of());
    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(answer.getBody())
        .isEqualTo(
            """
            {"disclosures":[{"id":"exp_1","time":"2026-11-24T12:00:00Z","kind":"application_export","app":"app_1",\
            "recipient":"customer","ground":"controller_instruction","by":"0123456789ab",\
            "details":{"from":"2026-11-23","to":"2026-11-24"}}],"next":"1764028800000#exp_1"}\
            """);
    assertThat(customer).isEqualTo("cus_1");
    assertThat(limit).isEqualTo(Register.MOST);
    assertThat(after).isNull();
  }

  private APIGatewayProxyResponseEvent askAsOperator(String of, boolean hasEntries) {
    var ports = new TestPorts(registry);
    ports.disclosures =
        (one, most, from) ->
            hasEntries ? page(one, most, from) : new Disclosures.Page(List.of(), Optional.empty());
    var event =
        GatewayEvents.of("GET", "/v1/customers/{customer}/disclosures", "")
            .withPathParameters(Map.of("customer", of));
    return ports
        .handler(Clock.systemUTC())
        .handleRequest(
            GatewayEvents.signed(event, GatewayEvents.OPERATOR), new TestLambdaContext());
  }

  @Test
  void theOperatorSeesTheSameAlsoOfACustomerThatHasEnded() {
    var answer = askAsOperator("cus_1", true);
    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(answer.getBody()).isEqualTo(ask(Map.of()).getBody());
    assertThat(askAsOperator("cus_ended", true).getStatusCode()).isEqualTo(200);
    assertThat(customer).isEqualTo("cus_ended");
    assertThat(askAsOperator("cus_1", false).getBody()).isEqualTo("{\"disclosures\":[]}");
    assertThat(askAsOperator("cus_none", false).getStatusCode()).isEqualTo(404);
  }

  @Test
  void whatConcernsAllApplicationsNamesNone() {
    app = null;
    assertThat(ask(Map.of()).getBody()).doesNotContain("\"app\"").contains("\"id\":\"exp_1\"");
  }

  @Test
  void pagesAreTurned() {
    ask(Map.of("limit", "7", "after", NEXT));
    assertThat(limit).isEqualTo(7);
    assertThat(after).isEqualTo(NEXT);
  }

  @ParameterizedTest
  @CsvSource({"limit,0", "limit,101", "limit,many", "after,1#x y", "after,Jane", "from,2026-11-24"})
  void whatCannotBeAskedIsRefused(String parameter, String value) {
    var answer = ask(Map.of(parameter, value));
    assertThat(answer.getStatusCode()).isEqualTo(400);
    assertThat(answer.getBody()).doesNotContain("Jane");
    assertThat(customer).isNull();
  }

  @Test
  void withoutAKeyThereIsNothing() {
    question.setHeaders(Map.of());
    assertThat(ask(Map.of()).getStatusCode()).isEqualTo(401);
    assertThat(customer).isNull();
  }
}
