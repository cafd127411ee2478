package dev.lethe.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.api.TestLambdaContext;
import dev.lethe.shared.env.Clocks;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Customer;
import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.registry.Settings;
import dev.lethe.shared.termination.Emptying.Round;
import dev.lethe.shared.termination.EndedStore;
import dev.lethe.shared.termination.InMemoryMeasurements;
import dev.lethe.shared.termination.InMemoryTerminations;
import dev.lethe.shared.termination.Measurements.Work;
import dev.lethe.shared.termination.Termination;
import dev.lethe.shared.termination.Termination.Reason;
import dev.lethe.shared.termination.Termination.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerminationTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final String SECRET_KEY = "lethe_sk_ExampleExampleExampleExampleExampleExampleE";
  private static final String OTHERS_KEY = "lethe_sk_Another";
  private static final String PATH = "/v1/apps/{app}/termination";

  private Instant now = NOON;
  private boolean startFails;
  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final InMemoryTerminations terminations = new InMemoryTerminations(registry);
  private final InMemoryMeasurements measurements = new InMemoryMeasurements();
  private final List<Instant> started = new ArrayList<>();
  private final List<Instant> startedOfCustomers = new ArrayList<>();
  private final ControlHandler handler = handler();

  private ControlHandler handler() {
    var ports = new TestPorts(registry);
    ports.ends = new Ports.Ends(terminations, this::start, this::startOfCustomer, measurements);
    return ports.handler(Clocks.showing(() -> now));
  }

  /// What somebody else does when the work of an application is started.
  private Runnable meanwhile = () -> {};

  private void start(Termination termination, Instant begins) {
    meanwhile.run();
    assertThat(terminations.find(termination.customer(), termination.app()))
        .as("entered before its work is started")
        .isNotEqualTo(Optional.of(termination));
    if (startFails) {
      throw new IllegalStateException("Step Functions does not answer.");
    }
    started.add(begins);
  }

  private void startOfCustomer(Termination termination, Instant begins) {
    assertThat(termination.isOfCustomer()).isTrue();
    startedOfCustomers.add(begins);
  }

  @BeforeEach
  void oneApplicationEach() {
    registry.enrol(
        new Customer("cus_1", "Example GmbH", "a@example.com"), ApiKey.shown(SECRET_KEY));
    registry.enrol(new Customer("cus_2", "Other AG", "b@example.com"), ApiKey.shown(OTHERS_KEY));
    registry.enrol(
        new Application("app_1", "cus_1", "Example App", Settings.STANDARD),
        ApiKey.shown("lethe_wk_1"));
  }

  private APIGatewayProxyResponseEvent send(APIGatewayProxyRequestEvent event) {
    return handler.handleRequest(event, new TestLambdaContext());
  }

  private APIGatewayProxyResponseEvent send(String method, String path, String body, String key) {
    return send(
        GatewayEvents.of(method, path, body)
            .withPathParameters(Map.of("app", "app_1"))
            .withHeaders(GatewayEvents.bearer(key)));
  }

  private APIGatewayProxyResponseEvent ask(String reason, int days) {
    return send(
        "POST",
        PATH,
        "{\"reason\":\"%s\",\"confirm\":\"Example App\",\"graceDays\":%d}".formatted(reason, days),
        SECRET_KEY);
  }

  private Termination entered() {
    return terminations.find("cus_1", "app_1").orElseThrow();
  }

  private void become(Status... statuses) {
    for (var status : statuses) {
      assertThat(terminations.advance(entered(), status, now)).isTrue();
    }
  }

  @Test
  void whoRepeatsTheNameEndsTheApplicationAWeekLater() {
    var answer = send(EventLoader.loadApiGatewayRestEvent("events/control-terminate.json"));
    assertThat(answer.getStatusCode()).isEqualTo(202);
    assertThat(answer.getBody())
        .contains("\"status\":\"scheduled\"", "\"ends\":\"2026-12-01T12:00:00Z\"");
    assertThat(entered().reason()).isEqualTo(Reason.TERMINATION);
    assertThat(started).containsExactly(NOON.plus(Duration.ofDays(7)));
    assertThat(registry.application("app_1").orElseThrow().hasEnded(NOON)).isFalse();
  }

  @Test
  void withoutAGracePeriodItEndsAtOnceAndItsWorkBeginsWhenItIsSurelyEntered() {
    assertThat(ask("cancellation", 0).getStatusCode()).isEqualTo(202);
    assertThat(registry.application("app_1").orElseThrow().hasEnded(now)).isTrue();
    assertThat(started).containsExactly(NOON.plus(Terminating.ENTERED_BY));
  }

  @Test
  void workThatCannotBeStartedEndsNothing() {
    startFails = true;
    assertThat(ask("termination", 0).getStatusCode()).isEqualTo(503);
    assertThat(terminations.find("cus_1", "app_1")).isEmpty();
    assertThat(registry.application("app_1").orElseThrow().hasEnded(now)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}",
        "{\"reason\":\"termination\"}",
        "{\"reason\":\"termination\",\"confirm\":\"Another\"}",
        "{\"reason\":\"termination\",\"confirm\":\"example app\"}",
        "{\"reason\":\"boredom\",\"confirm\":\"Example App\"}",
        "{\"reason\":\"termination\",\"confirm\":\"Example App\",\"graceDays\":31}",
        "{\"reason\":\"termination\",\"confirm\":\"Example App\",\"graceDays\":-1}",
        "{\"reason\":\"termination\",\"confirm\":\"Example App\",\"at\":\"once\"}"
      })
  void whatIsNotSaidRightlyEndsNothing(String body) {
    assertThat(send("POST", PATH, body, SECRET_KEY).getStatusCode()).isEqualTo(400);
    assertThat(started).isEmpty();
    assertThat(registry.application("app_1").orElseThrow().ending()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "POST,''",
    "GET,''",
    "DELETE,''",
    "POST,/collection",
    "GET,/receipt",
  })
  void anotherCustomersApplicationIsAnsweredAsOneThatIsNotThere(String method, String below) {
    ask("migration", 0);
    var body = "{\"reason\":\"termination\",\"confirm\":\"Example App\"}";
    var others = send(method, PATH + below, body, OTHERS_KEY);
    var nobodys =
        send(
            GatewayEvents.of(method, PATH + below, body)
                .withPathParameters(Map.of("app", "app_9"))
                .withHeaders(GatewayEvents.bearer(OTHERS_KEY)));
    assertThat(others.getStatusCode()).isEqualTo(404);
    assertThat(others).isEqualTo(nobodys);
    assertThat(send(method, PATH + below, body, "lethe_sk_none").getStatusCode()).isEqualTo(401);
    assertThat(entered().status()).isEqualTo(Status.SCHEDULED);
  }

  @Test
  void askedForAgainItIsTheSame() {
    ask("termination", 3);
    now = now.plusSeconds(60);
    var again = ask("termination", 9);
    assertThat(again.getStatusCode()).isEqualTo(202);
    assertThat(again.getBody()).contains("\"ends\":\"2026-11-27T12:00:00Z\"");
    assertThat(started).hasSize(1);
    assertThat(ask("migration", 3).getStatusCode()).isEqualTo(409);
  }

  @Test
  void asLongAsItsGracePeriodLastsItIsCancelled() {
    ask("termination", 1);
    now = now.plus(Duration.ofDays(1)).minusMillis(1);
    var answer = send("DELETE", PATH, "", SECRET_KEY);
    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(answer.getBody()).contains("\"status\":\"cancelled\"");
    assertThat(registry.application("app_1").orElseThrow().ending()).isNull();
    assertThat(send("DELETE", PATH, "", SECRET_KEY).getStatusCode()).isEqualTo(200);
    assertThat(ask("termination", 1).getStatusCode()).isEqualTo(202);
    assertThat(started).hasSize(2);
  }

  @Test
  void afterwardsItAnswersWhyNot() {
    ask("termination", 1);
    now = now.plus(Duration.ofDays(1));
    var answer = send("DELETE", PATH, "", SECRET_KEY);
    assertThat(answer.getStatusCode()).isEqualTo(409);
    assertThat(answer.getBody()).contains("2026-11-25T12:00:00Z");
    become(Status.ENDING);
    assertThat(send("DELETE", PATH, "", SECRET_KEY).getStatusCode()).isEqualTo(409);
    assertThat(ask("termination", 1).getStatusCode()).isEqualTo(409);
  }

  @Test
  void itIsToldHowFarItIs() {
    ask("termination", 0);
    become(Status.ENDING, Status.DELETING);
    var vault = new Round("cus_1", "app_1", 0, EndedStore.VAULT);
    measurements.planned(vault, Work.REMOVAL, 4);
    measurements.found(vault, "0/4", 12);
    measurements.removed(vault, "0/4", now);
    assertThat(send("GET", PATH, "", SECRET_KEY).getBody())
        .contains(
            "\"status\":\"deleting\"",
            "{\"store\":\"vault\",\"counted\":\"items\",\"found\":12,\"parts\":4,\"emptied\":1,",
            "\"hasReceipt\":false");
    assertThat(send("GET", PATH + "/receipt", "", SECRET_KEY).getStatusCode()).isEqualTo(404);
  }

  @Test
  void whenItIsDoneItsReceiptIsHad() {
    ask("termination", 0);
    become(Status.ENDING, Status.DELETING);
    terminations.done(entered(), "{\"receipt\":\n{}\n}\n", now);
    assertThat(send("GET", PATH, "", SECRET_KEY).getBody()).contains("\"hasReceipt\":true");
    var receipt = send("GET", PATH + "/receipt", "", SECRET_KEY);
    assertThat(receipt.getStatusCode()).isEqualTo(200);
    assertThat(receipt.getBody()).isEqualTo("{\"receipt\":\n{}\n}\n");
  }

  @Test
  void aMigrationWaitsUntilItsExportIsCollected() {
    ask("migration", 0);
    assertThat(send("POST", PATH + "/collection", "", SECRET_KEY).getStatusCode()).isEqualTo(409);
    become(Status.ENDING, Status.COLLECTING);
    assertThat(send("GET", PATH, "", SECRET_KEY).getBody())
        .contains("\"collectionEnds\":\"2026-12-24T12:00:00Z\"");
    assertThat(send("POST", PATH + "/collection", "", SECRET_KEY).getStatusCode()).isEqualTo(200);
    assertThat(entered().status()).isEqualTo(Status.COLLECTED);
    assertThat(send("POST", PATH + "/collection", "", SECRET_KEY).getStatusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PATCH /v1/apps/{app} {\"graceDays\":3}",
        "POST /v1/apps/{app}/encryption-keys ",
        "DELETE /v1/apps/{app}/features/{feature} "
      })
  void nothingElseIsDoneForAnApplicationThatHasEnded(String request) {
    ask("termination", 0);
    var parts = request.split(" ", 3);
    var answer =
        send(
            GatewayEvents.of(parts[0], parts[1], parts[2])
                .withPathParameters(Map.of("app", "app_1", "feature", "goals"))
                .withHeaders(GatewayEvents.bearer(SECRET_KEY)));
    assertThat(answer.getStatusCode()).isEqualTo(410);
    assertThat(answer.getBody()).contains("urn:lethe:problem:terminated");
  }

  @Test
  void whoAttestedWhatIsShownUntilItIsGone() {
    ask("termination", 0);
    var answer =
        send(
            GatewayEvents.of("GET", "/v1/apps/{app}/features", "")
                .withPathParameters(Map.of("app", "app_1"))
                .withHeaders(GatewayEvents.bearer(SECRET_KEY)));
    assertThat(answer.getStatusCode()).isEqualTo(200);
  }

  private APIGatewayProxyResponseEvent operator(String method, String customer, String body) {
    return send(
        GatewayEvents.signed(
            GatewayEvents.of(method, "/v1/customers/{customer}/termination", body)
                .withPathParameters(Map.of("customer", customer)),
            GatewayEvents.OPERATOR));
  }

  private static final String WHOLE = "{\"reason\":\"termination\",\"confirm\":\"Example GmbH\"}";

  @Test
  void theOperatorEndsACustomerAndAllItsApplications() {
    assertThat(operator("POST", "cus_1", WHOLE.replace("GmbH", "AG")).getStatusCode())
        .isEqualTo(400);
    assertThat(operator("POST", "cus_9", WHOLE).getStatusCode()).isEqualTo(404);
    assertThat(operator("GET", "cus_1", "").getStatusCode()).isEqualTo(404);
    var answer = operator("POST", "cus_1", WHOLE);
    assertThat(answer.getStatusCode()).isEqualTo(202);
    assertThat(answer.getBody())
        .contains(
            "\"customer\":\"cus_1\"",
            "\"ends\":\"2026-12-01T12:00:00Z\"",
            "\"applications\":[{\"app\":\"app_1\",\"status\":\"scheduled\",");
    assertThat(started).hasSize(1);
    assertThat(startedOfCustomers).hasSize(1);
    assertThat(entered().by()).isEqualTo(Termination.OPERATOR);
    assertThat(operator("GET", "cus_1", "").getBody()).isEqualTo(answer.getBody());
    assertThat(operator("POST", "cus_1", WHOLE).getStatusCode()).as("again").isEqualTo(202);
    assertThat(startedOfCustomers).hasSize(1);
  }

  /// An application's work is started before its termination is entered.
  @Test
  void whoGoesBackOnItWhileItIsAskedForIsObeyed() {
    meanwhile = () -> terminations.cancel(terminations.find("cus_1", "cus_1").orElseThrow(), now);
    var answer = operator("POST", "cus_1", WHOLE);
    assertThat(answer.getStatusCode()).isEqualTo(409);
    assertThat(answer.getBody()).contains("cancelled meanwhile");
    assertThat(terminations.find("cus_1", "app_1")).isEmpty();
    assertThat(registry.application("app_1").orElseThrow().ending()).isNull();
  }

  @Test
  void theOperatorAloneGoesBackOnIt() {
    operator("POST", "cus_1", WHOLE);
    assertThat(send("DELETE", PATH, "", SECRET_KEY).getStatusCode()).isEqualTo(409);
    assertThat(operator("DELETE", "cus_1", "").getStatusCode()).isEqualTo(200);
    assertThat(entered().status()).isEqualTo(Status.CANCELLED);
    assertThat(registry.application("app_1").orElseThrow().ending()).isNull();
  }

  @Test
  void whatACustomerAskedForItselfStaysThoughTheOperatorGoesBack() {
    ask("termination", 7);
    operator("POST", "cus_1", WHOLE);
    operator("DELETE", "cus_1", "");
    assertThat(entered().status()).isEqualTo(Status.SCHEDULED);
  }

  @Test
  void aCustomerThatHasEndedMakesNoApplications() {
    operator("POST", "cus_1", WHOLE);
    assertThat(send("POST", "/v1/apps", "{\"name\":\"New\"}", SECRET_KEY).getStatusCode())
        .isEqualTo(201);
    now = now.plus(Duration.ofDays(7));
    assertThat(send("POST", "/v1/apps", "{\"name\":\"New\"}", SECRET_KEY).getStatusCode())
        .isEqualTo(410);
  }

  @Test
  void whatNobodyAskedForIsNotShown() {
    assertThat(send("GET", PATH, "", SECRET_KEY).getStatusCode()).isEqualTo(404);
    assertThat(send("DELETE", PATH, "", SECRET_KEY).getStatusCode()).isEqualTo(404);
  }
}
