package dev.lethe.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.api.TestLambdaContext;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Contact;
import dev.lethe.shared.registry.Contact.Role;
import dev.lethe.shared.registry.Customer;
import dev.lethe.shared.registry.InMemoryRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactRoutesTest {

  private static final ApiKey MINE = ApiKey.shown("lethe_sk_mine");
  private static final ApiKey THEIRS = ApiKey.shown("lethe_sk_theirs");
  private static final String ONE = "/v1/contacts/{contact}";

  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final ControlHandler handler = new TestPorts(registry).handler(Clock.systemUTC());

  @BeforeEach
  void enrol() {
    registry.enrol(new Customer("cus_1", "Mine", "a@example.com"), MINE);
    registry.enrol(new Customer("cus_2", "Theirs", "b@example.com"), THEIRS);
  }

  private APIGatewayProxyResponseEvent send(
      ApiKey by, String method, String path, String contact, String body) {
    return handler.handleRequest(
        GatewayEvents.of(method, path, body)
            .withPathParameters(Map.of("contact", contact))
            .withHeaders(GatewayEvents.bearer(by.reveal())),
        new TestLambdaContext());
  }

  private List<Contact> kept(String customer) {
    return Objects.requireNonNull(registry.customers().get(customer)).contacts();
  }

  @Test
  void aCustomerNamesItsOwnAndSeesNoOthers() {
    var made =
        send(
            MINE,
            "POST",
            "/v1/contacts",
            "",
            "{\"email\":\"bills@example.com\",\"role\":\"billing\"}");
    assertThat(made.getStatusCode()).isEqualTo(201);
    assertThat(made.getBody())
        .matches(
            "\\{\"id\":\"con_[0-9a-f]{24}\",\"email\":\"bills@example.com\",\"role\":\"billing\"}");
    var all = send(MINE, "GET", "/v1/contacts", "", "");
    assertThat(all.getBody())
        .contains("a@example.com", "bills@example.com")
        .doesNotContain("b@example.com");
    assertThat(kept("cus_2")).hasSize(1);
  }

  @Test
  void whatIsNotToldStaysAsItIs() {
    var answer = send(MINE, "PATCH", ONE, Contact.FIRST, "{\"email\":\"dpo@example.com\"}");
    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(kept("cus_1"))
        .containsExactly(new Contact(Contact.FIRST, "dpo@example.com", Role.PRIVACY));
    assertThat(answer.getBody()).contains("dpo@example.com", "privacy");
    var more = "{\"email\":\"c@example.com\",\"role\":\"privacy\"}";
    send(MINE, "POST", "/v1/contacts", "", more);
    send(MINE, "PATCH", ONE, Contact.FIRST, "{\"role\":\"technical\"}");
    assertThat(kept("cus_1"))
        .contains(new Contact(Contact.FIRST, "dpo@example.com", Role.TECHNICAL));
    assertThat(kept("cus_2")).containsExactly(Contact.first("b@example.com"));
  }

  @Test
  void oneIsDeletedButNotTheLastForPrivacy() {
    var bills = "{\"email\":\"bills@example.com\",\"role\":\"billing\"}";
    send(MINE, "POST", "/v1/contacts", "", bills);
    var becoming = send(MINE, "PATCH", ONE, Contact.FIRST, "{\"role\":\"billing\"}");
    assertThat(becoming.getStatusCode()).isEqualTo(409);
    var last = send(MINE, "DELETE", ONE, Contact.FIRST, "");
    assertThat(last.getStatusCode()).isEqualTo(409);
    assertThat(last.getBody()).contains("another first").doesNotContain("@");
    send(MINE, "POST", "/v1/contacts", "", "{\"email\":\"c@example.com\",\"role\":\"privacy\"}");
    var answer = send(MINE, "DELETE", ONE, Contact.FIRST, "");
    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(answer.getBody()).contains("c@example.com").doesNotContain("a@example.com");
    assertThat(send(MINE, "DELETE", ONE, Contact.FIRST, "").getStatusCode()).isEqualTo(404);
  }

  /// Whoever is a contact may ask the operator, too.
  @Test
  void theOperatorNamesCorrectsAndDeletesThem() {
    var body = "{\"email\":\"c@example.com\",\"role\":\"privacy\"}";
    assertThat(operator("POST", "", "cus_1", "", body).getStatusCode()).isEqualTo(201);
    assertThat(operator("GET", "", "cus_1", "", "").getBody())
        .contains("a@example.com", "c@example.com")
        .doesNotContain("b@example.com");
    var corrected =
        operator("PATCH", "/{contact}", "cus_1", Contact.FIRST, "{\"email\":\"d@example.com\"}");
    assertThat(corrected.getBody()).contains("d@example.com");
    assertThat(operator("DELETE", "/{contact}", "cus_1", Contact.FIRST, "").getBody())
        .contains("c@example.com")
        .doesNotContain("d@example.com");
    assertThat(operator("GET", "", "cus_9", "", "").getStatusCode()).isEqualTo(404);
    assertThat(kept("cus_2")).containsExactly(Contact.first("b@example.com"));
  }

  private APIGatewayProxyResponseEvent operator(
      String method, String below, String customer, String contact, String body) {
    var path = "/v1/customers/{customer}/contacts" + below;
    var event =
        GatewayEvents.of(method, path, body)
            .withPathParameters(Map.of("customer", customer, "contact", contact));
    return handler.handleRequest(
        GatewayEvents.signed(event, GatewayEvents.OPERATOR), new TestLambdaContext());
  }

  @Test
  void anothersIsLikeOneThatIsNotThere() {
    send(THEIRS, "POST", "/v1/contacts", "", "{\"email\":\"c@example.com\",\"role\":\"privacy\"}");
    var theirs = kept("cus_2").getLast().id();
    for (var method : List.of("PATCH", "DELETE")) {
      var answer = send(MINE, method, ONE, theirs, "{\"role\":\"billing\"}");
      var nobodys = send(MINE, method, ONE, "con_9", "{\"role\":\"billing\"}");
      assertThat(answer.getStatusCode()).isEqualTo(404);
      assertThat(answer.getBody()).isEqualTo(nobodys.getBody());
    }
    assertThat(kept("cus_2")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                          | email
          {"email":"jane","role":"privacy"}           | email
          {"email":"jane@","role":"privacy"}          | email
          {"email":"@example.com","role":"privacy"}   | email
          {"email":"a b@example.com","role":"privacy"}| email
          {"email":"a@b@c.example","role":"privacy"}  | email
          {"email":"a@example","role":"privacy"}      | email
          {"email":"a@example.com","role":"boss"}     | role
          {"email":"a@example.com"}                   | role
          {"email":"a@example.com","role":"privacy","name":"Jane"} | role
          """)
  void whatCannotBeIsSaidWithoutRepeatingIt(String body, String named) {
    var answer = send(MINE, "POST", "/v1/contacts", "", body);
    assertThat(answer.getStatusCode()).isEqualTo(400);
    assertThat(answer.getBody()).contains(named).doesNotContain("jane", "Jane", "boss");
    assertThat(kept("cus_1")).hasSize(1);
  }

  @Test
  void thereAreNoMoreThanMayBe() {
    var body = "{\"email\":\"c@example.com\",\"role\":\"technical\"}";
    for (var i = 1; i < Contacts.MOST; i++) {
      assertThat(send(MINE, "POST", "/v1/contacts", "", body).getStatusCode()).isEqualTo(201);
    }
    assertThat(send(MINE, "POST", "/v1/contacts", "", body).getStatusCode()).isEqualTo(409);
    assertThat(kept("cus_1")).hasSize(Contacts.MOST);
  }
}
