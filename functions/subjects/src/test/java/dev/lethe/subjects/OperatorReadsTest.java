package dev.lethe.subjects;

import static dev.lethe.subjects.World.KEY;
import static dev.lethe.subjects.World.NOW;
import static dev.lethe.subjects.World.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.shared.registry.Ending;
import dev.lethe.shared.registry.TestSettings;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.subjects.request.RequestStatus;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorReadsTest {

  private static final String READS = "/v1/customers/{customer}/apps/{app}/reads";
  private static final String ALICE = "arn:aws:sts::123456789012:assumed-role/Support/alice";
  private static final String BOB = "arn:aws:sts::123456789012:assumed-role/Support/bob";

  /// The beginning of the SHA-256 of alice's ARN: `printf %s ARN | sha256sum`.
  private static final String BY = "8cf9a4b36545";

  private static final String BODY =
      """
      {"subject_identities":[{"identity_type":"email","identity_value":"jane@example.com","identity_format":"raw"}],
      "recipient":"operator","ground":"security_of_processing","reference":"INC-2026-17"}
      """;

  /// What a customer sends to find a read: the same subject, at the same time.
  private static final String ACCESS =
      """
      {"subject_request_id":"%s","subject_request_type":"access","submitted_time":"2026-11-26T12:00:00Z",
      "subject_identities":[{"identity_type":"email","identity_value":"jane@example.com","identity_format":"raw"}],
      "extensions":{"abc123.execute-api.eu-central-1.amazonaws.com":{"application_id":"app_1"}}}
      """;

  private final World world = new World();

  private APIGatewayProxyResponseEvent post(String app, String body, @Nullable String arn) {
    return world.send(
        GatewayEvents.signed(event("POST", READS, body), arn)
            .withPathParameters(Map.of("customer", "cus_1", "app", app)));
  }

  private APIGatewayProxyResponseEvent get(
      String customer, String app, String read, @Nullable String arn) {
    return world.send(
        GatewayEvents.signed(event("GET", READS + "/{read}", ""), arn)
            .withPathParameters(Map.of("customer", customer, "app", app, "read", read)));
  }

  private static Map<String, Object> json(APIGatewayProxyResponseEvent answer)
      throws JsonProcessingException {
    return new JsonMapper().readValue(answer.getBody(), new TypeReference<>() {});
  }

  private static String id(Map<String, Object> told) {
    return Objects.requireNonNull((String) told.get("id"));
  }

  private String begun() throws JsonProcessingException {
    return id(json(post("app_1", BODY, ALICE)));
  }

  private void assertNothingBegan() {
    assertThat(world.started).isEmpty();
    assertThat(world.book.disclosures()).isEmpty();
  }

  @Test
  void aReadStandsInTheRegisterAndItsWorkStartsAtOnce() throws JsonProcessingException {
    var before = world.registry.application("app_1").orElseThrow();
    world.registry.change(before, before.with(TestSettings.waiting(before.settings(), 7)), NOW);
    var answer = post("app_1", BODY, ALICE);
    assertThat(answer.getStatusCode()).isEqualTo(201);
    var told = json(answer);
    var id = id(told);
    assertThat(told)
        .isEqualTo(
            Map.of(
                "id", id,
                "customer", "cus_1",
                "app", "app_1",
                "time", NOW.toString(),
                "by", BY,
                "recipient", "operator",
                "ground", "security_of_processing",
                "reference", "INC-2026-17",
                "status", "pending"));
    assertThat(world.book.disclosures())
        .containsExactly(
            new DisclosureEntry(
                "cus_1",
                "app_1",
                id,
                NOW,
                DisclosureEntry.Kind.OPERATOR_READ,
                DisclosureEntry.Recipient.OPERATOR,
                DisclosureEntry.Ground.SECURITY_OF_PROCESSING,
                BY,
                Map.of("reference", "INC-2026-17")));
    assertThat(world.started)
        .containsExactly(new World.Started("cus_1", UUID.fromString(id), Duration.ZERO));
    assertThat(world.cases.subjects(new CaseId("app_1", UUID.fromString(id)))).hasSize(1);
  }

  @Test
  void whatCouldNotBeEnteredIsNotRead() {
    world.failing = "enter";
    assertThat(post("app_1", BODY, ALICE).getStatusCode()).isEqualTo(503);
    assertNothingBegan();
  }

  @Test
  void whatWasFoundIsForWhoeverAskedAlone() throws JsonProcessingException {
    var id = begun();
    assertThat(json(get("cus_1", "app_1", id, ALICE))).doesNotContainKey("url");
    var request = UUID.fromString(id);
    world.packages.put(request, URI.create("https://packages.example/1"));
    var progress = world.progress();
    progress.begin("cus_1", request);
    assertThat(json(get("cus_1", "app_1", id, ALICE))).doesNotContainKey("url");
    progress.complete("cus_1", request);
    assertThat(json(get("cus_1", "app_1", id, ALICE)))
        .satisfies(told -> {
          assertThat(told.get("url")).isEqualTo("https://packages.example/1");
          assertThat(told.get("status")).isEqualTo("completed");
          assertThat(told.get("time")).isEqualTo(NOW.toString());
        });
    assertThat(get("cus_1", "app_1", id, BOB).getStatusCode()).isEqualTo(404);
    assertThat(get("cus_1", "app_1", id, null).getStatusCode()).isEqualTo(404);
    assertThat(get("cus_1", "app_2", id, ALICE).getStatusCode()).isEqualTo(404);
    assertThat(get("cus_2", "app_2", id, ALICE).getStatusCode()).isEqualTo(404);
    assertThat(get("cus_1", "app_1", "x", ALICE).getStatusCode()).isEqualTo(404);
  }

  @Test
  void aRequestOfTheCustomersIsNoReadOfTheOperators() {
    world.post(ACCESS.formatted(World.ID));
    var request = world.entered(World.ID);
    var view = new RequestView(world.book, (customer, app, id) -> Optional.empty(), world.receipts);
    assertThat(view.find("cus_1", request.id())).isPresent();
    assertThat(view.read("cus_1", "app_1", request.id(), request.by())).isEmpty();
  }

  @Test
  void aCustomerCannotFindOutWhoWasRead() throws JsonProcessingException {
    var id = begun();
    var answer = world.post(ACCESS.formatted(id));
    assertThat(answer.getStatusCode()).isEqualTo(400);
    assertThat(answer.getBody()).contains("id_reused");
    assertThat(world.started).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v2/requests/{id}",
    "DELETE, /v2/requests/{id}",
    "GET, /v2/requests/{id}/results",
    "GET, /v2/requests/{id}/receipt"
  })
  void noRequestOfTheCustomersIsFoundForIt(String method, String resource)
      throws JsonProcessingException {
    var id = begun();
    var request = UUID.fromString(id);
    world.packages.put(request, URI.create("https://packages.example/1"));
    var pending = world.ask(method, resource, id, KEY);
    assertThat(pending.getBody()).isEqualTo(world.ask(method, resource, World.ID, KEY).getBody());
    assertThat(world.status(id)).isEqualTo(RequestStatus.PENDING);
    world.progress().begin("cus_1", request);
    world.progress().complete("cus_1", request);
    assertThat(world.ask(method, resource, id, KEY).getBody()).isEqualTo(pending.getBody());
    assertThat(pending.getStatusCode()).isEqualTo(404);
  }

  @Test
  void nobodyWithoutCredentialsReads() {
    assertThat(post("app_1", BODY, null).getStatusCode()).isEqualTo(404);
    assertThat(
            world
                .send(
                    event("POST", READS, BODY)
                        .withHeaders(GatewayEvents.bearer(KEY))
                        .withPathParameters(Map.of("customer", "cus_1", "app", "app_1")))
                .getStatusCode())
        .isEqualTo(404);
    assertNothingBegan();
  }

  @Test
  void onlyApplicationsOfTheCustomerAreReadAndNotAfterTheirEnd() {
    assertThat(post("app_2", BODY, ALICE).getStatusCode()).isEqualTo(404);
    world.registry.end("app_1", new Ending(Instant.EPOCH, false, false));
    assertThat(post("app_1", BODY, ALICE).getStatusCode()).isEqualTo(410);
    assertNothingBegan();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "recipient":"operator", | '' | recipient is needed.
          "ground":"security_of_processing", | '' | ground is needed.
          ,"reference":"INC-2026-17" | '' | reference is needed.
          "operator" | "customer" | recipient must be somebody else
          "operator" | "a friend" | recipient must be one of: customer, operator, public_authority.
          security_of_processing | curiosity | ground must be one of: controller_instruction, legal_obligation
          INC-2026-17 | jane@example.com | reference must be what you call the case
          INC-2026-17 | 192.0.2.1 | reference must be what you call the case, and nothing of the subject
          INC-2026-17 | of Jane | reference must be what you call the case
          INC-2026-17 | 0000000000000000000000000000000000000000000000000000000000000000-0 | reference must be what
          jane@example.com | '' | identity_value must be 1 to 1000 printable characters
          "recipient" | "why":"","recipient" | The fields are: ground, recipient, reference, subject_identities.
          """,
      quoteCharacter = '\'')
  void whoeverDoesNotSayWhomForWhomAndWhyReadsNothing(String said, String instead, String why) {
    var answer = post("app_1", BODY.replace(said, instead), ALICE);
    assertThat(answer.getStatusCode()).isEqualTo(400);
    assertThat(answer.getBody()).contains(why).doesNotContain("jane@");
    assertNothingBegan();
  }

  @Test
  void theCaseIsNotCalledByWhomItIsAbout() {
    var answer =
        post(
            "app_1",
            BODY.replace("\"email\"", "\"controller_customer_id\"")
                .replace("jane@example.com", "inc-2026-17"),
            ALICE);
    assertThat(answer.getStatusCode()).isEqualTo(400);
    assertThat(answer.getBody()).contains("nothing of the subject");
    assertNothingBegan();
  }

  @Test
  void somebodyHasToBeNamed() {
    var answer = post("app_1", BODY.replaceFirst("\\[.*]", "[]"), ALICE);
    assertThat(answer.getStatusCode()).isEqualTo(400);
    assertNothingBegan();
  }
}
