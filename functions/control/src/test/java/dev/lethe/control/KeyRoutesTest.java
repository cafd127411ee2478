package dev.lethe.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.api.TestLambdaContext;
import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.shared.env.Clocks;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Customer;
import dev.lethe.shared.registry.Grant;
import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.registry.IssuedKey;
import dev.lethe.shared.registry.Scope;
import dev.lethe.shared.registry.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRoutesTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final ApiKey SECRET = ApiKey.shown("lethe_sk_mine");
  private static final ApiKey OTHERS = ApiKey.shown("lethe_sk_theirs");
  private static final ApiKey WRITE = ApiKey.shown("lethe_wk_mine");
  private static final String OF_APP = "/v1/apps/{app}/keys";
  private static final String OF_CUSTOMER = "/v1/keys";
  private static final String FOR_OPERATOR = "/v1/customers/{customer}/keys";

  private Instant now = NOON;
  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final TestPorts ports = new TestPorts(registry);
  private final ControlHandler handler = ports.handler(Clocks.showing(() -> now));

  /// Who of the operator's has signed what comes on the operator's routes.
  private @Nullable String arn = "arn:aws:sts::123456789012:assumed-role/Support/alice";

  @BeforeEach
  void enrol() {
    registry.enrol(new Customer("cus_1", "Mine", "a@example.com"), SECRET);
    registry.enrol(new Customer("cus_2", "Theirs", "b@example.com"), OTHERS);
    registry.enrol(new Application("app_1", "cus_1", "App", Settings.STANDARD), WRITE);
  }

  private APIGatewayProxyResponseEvent send(
      ApiKey by, String method, String path, String key, String body) {
    var event =
        GatewayEvents.of(method, path, body)
            .withPathParameters(Map.of("app", "app_1", "customer", "cus_1", "key", key))
            .withHeaders(GatewayEvents.bearer(by.reveal()));
    if (path.startsWith(FOR_OPERATOR)) {
      GatewayEvents.signed(event, arn);
    }
    return handler.handleRequest(event, new TestLambdaContext());
  }

  private JsonNode made(ApiKey by, String path, String key, String body)
      throws JsonProcessingException {
    var answer = send(by, "POST", path, key, body);
    assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(201);
    return new ObjectMapper().readTree(answer.getBody());
  }

  private JsonNode listed(String path) throws JsonProcessingException {
    var answer = send(SECRET, "GET", path, "", "");
    assertThat(answer.getStatusCode()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.getBody()).path("keys");
  }

  private IssuedKey issued(JsonNode made) {
    return registry.find(ApiKey.shown(made.path("key").asText())).orElseThrow();
  }

  private ApiKey keyFor(Scope... scopes) {
    var key = ApiKey.shown("lethe_sk_some");
    registry
        .keys()
        .put(
            key.hash(), IssuedKey.of(key, "Some", new Grant.Secret("cus_1", Set.of(scopes)), NOON));
    return key;
  }

  @Test
  void aKeyIsShownOnceAndListedWithoutItself() throws JsonProcessingException {
    now = NOON.plusSeconds(1);
    var made = made(SECRET, OF_APP, "", "{\"name\":\"Tablet\"}");
    var key = made.path("key").asText();
    assertThat(key).startsWith("lethe_wk_");
    assertThat(issued(made))
        .isEqualTo(IssuedKey.of(ApiKey.shown(key), "Tablet", new Grant.Write("app_1"), now));
    var answer = send(SECRET, "GET", OF_APP, "", "").getBody();
    assertThat(answer).doesNotContain(key).doesNotContain(ApiKey.shown(key).hash());
    assertThat(listed(OF_APP)).hasSize(2);
    var last = listed(OF_APP).path(1);
    assertThat(last.path("id").asText()).isEqualTo(ApiKey.shown(key).hash().substring(0, 12));
    assertThat(last.path("name").asText()).isEqualTo("Tablet");
    assertThat(last.path("made").asText()).isEqualTo("2026-11-24T12:00:01Z");
    assertThat(last.has("lastUsed")).isFalse();
  }

  @Test
  void theDayOnWhichAKeyWasUsedLastIsShown() throws JsonProcessingException {
    registry.note(registry.find(WRITE).orElseThrow(), NOON.plus(Duration.ofDays(3)));
    assertThat(listed(OF_APP).path(0).path("lastUsed").asText()).isEqualTo("2026-11-27");
  }

  @Test
  void aSecretKeyHasTheScopesThatWereAskedFor() throws JsonProcessingException {
    var made = made(SECRET, OF_CUSTOMER, "", "{\"name\":\"BI\",\"scope\":\"rights read\"}");
    assertThat(made.path("key").asText()).startsWith("lethe_sk_");
    assertThat(made.path("scope").asText()).isEqualTo("read rights");
    assertThat(issued(made).grant())
        .isEqualTo(new Grant.Secret("cus_1", Set.of(Scope.READ, Scope.RIGHTS)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"everything", "read,rights", "READ", "read\\trights"})
  void anUnknownScopeIsNotGuessed(String scope) {
    var body = "{\"name\":\"BI\",\"scope\":\"" + scope + "\"}";
    var answer = send(SECRET, "POST", OF_CUSTOMER, "", body);
    assertThat(answer.getStatusCode()).isEqualTo(400);
    assertThat(answer.getBody()).contains("scope");
  }

  @Test
  void noKeyHandsOnWhatItHasNotGot() {
    var manager = keyFor(Scope.MANAGE);
    var body = "{\"name\":\"BI\",\"scope\":\"manage %s\"}";
    for (var scope : Set.of("read", "rights")) {
      var answer = send(manager, "POST", OF_CUSTOMER, "", body.formatted(scope));
      assertThat(answer.getStatusCode()).isEqualTo(403);
      assertThat(answer.getBody()).contains("scope " + scope);
    }
    var all = registry.find(SECRET).orElseThrow().id();
    assertThat(send(manager, "POST", OF_CUSTOMER + "/{key}/rotation", all, "{}").getStatusCode())
        .isEqualTo(403);
    assertThat(registry.keys()).hasSize(4);
    assertThat(send(manager, "POST", OF_CUSTOMER, "", body.formatted("")).getStatusCode())
        .isEqualTo(201);
  }

  @Test
  void theOperatorHandsOnAllToWhomeverLostTheirKey() throws JsonProcessingException {
    registry.revoke(SECRET);
    var made =
        made(OTHERS, FOR_OPERATOR, "", "{\"name\":\"New\",\"scope\":\"read rights manage\"}");
    assertThat(issued(made).grant()).isEqualTo(new Grant.Secret("cus_1"));
  }

  @Test
  void aKeyThatTheOperatorHasSeenIsInTheRegisterIfItOpensWhatIsPersonal()
      throws JsonProcessingException {
    made(SECRET, FOR_OPERATOR, "", "{\"name\":\"BI\",\"scope\":\"read manage\"}");
    made(SECRET, OF_CUSTOMER, "", "{\"name\":\"Own\",\"scope\":\"rights\"}");
    assertThat(ports.keys.disclosures()).isEmpty();
    var made = made(SECRET, FOR_OPERATOR, "", "{\"name\":\"New\",\"scope\":\"rights read\"}");
    var id = made.path("id").asText();
    var after = made(SECRET, FOR_OPERATOR + "/{key}/rotation", id, "{}");
    assertThat(ports.keys.disclosures())
        .extracting(DisclosureEntry::id)
        .containsExactly(id, after.path("id").asText());
    assertThat(ports.keys.disclosures().getFirst())
        .isEqualTo(
            new DisclosureEntry(
                "cus_1",
                null,
                id,
                NOON,
                DisclosureEntry.Kind.OPERATOR_KEY,
                DisclosureEntry.Recipient.OPERATOR,
                DisclosureEntry.Ground.CONTROLLER_INSTRUCTION,
                "8cf9a4b36545",
                Map.of("scope", "read rights")));
  }

  @Test
  void whoHasNotSignedIsNoOperator() {
    arn = null;
    var body = "{\"name\":\"New\",\"scope\":\"read\"}";
    assertThat(send(SECRET, "POST", FOR_OPERATOR, "", body).getStatusCode()).isEqualTo(404);
    assertThat(send(SECRET, "GET", FOR_OPERATOR, "", "").getStatusCode()).isEqualTo(404);
    assertThat(registry.keys()).hasSize(3);
  }

  @Test
  void aKeyThatIsReplacedWorksOnForAsLongAsWasAsked() throws JsonProcessingException {
    var before = registry.find(WRITE).orElseThrow();
    var made = made(SECRET, OF_APP + "/{key}/rotation", before.id(), "{\"overlapDays\":2}");
    assertThat(issued(made).name()).isEqualTo(before.name());
    assertThat(issued(made).grant()).isEqualTo(before.grant());
    assertThat(registry.find(WRITE)).contains(before.until(NOON.plus(Duration.ofDays(2))));
    assertThat(listed(OF_APP)).hasSize(2);
    assertThat(listed(OF_APP).findValue("expires").asText()).isEqualTo("2026-11-26T12:00:00Z");
    var again = send(SECRET, "POST", OF_APP + "/{key}/rotation", before.id(), "{}");
    assertThat(again.getStatusCode()).isEqualTo(409);
    assertThat(again.getBody()).contains("replaced already");
  }

  @Test
  void thirtyDaysAreUsualAndAYearIsMost() throws JsonProcessingException {
    var id = registry.find(WRITE).orElseThrow().id();
    var path = OF_APP + "/{key}/rotation";
    for (var days : Set.of("-1", "366")) {
      assertThat(send(SECRET, "POST", path, id, "{\"overlapDays\":" + days + "}").getStatusCode())
          .isEqualTo(400);
    }
    made(SECRET, path, id, "{}");
    assertThat(registry.find(WRITE).orElseThrow().expires())
        .isEqualTo(NOON.plus(Duration.ofDays(30)));
  }

  @Test
  void aRevokedKeyIsGone() throws JsonProcessingException {
    var id = registry.find(WRITE).orElseThrow().id();
    var answer = send(SECRET, "DELETE", OF_APP + "/{key}", id, "");
    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(answer.getBody()).contains("\"revoked\":\"2026-11-24T12:00:00Z\"");
    assertThat(registry.find(WRITE)).isEmpty();
    assertThat(listed(OF_APP)).isEmpty();
    assertThat(send(SECRET, "DELETE", OF_APP + "/{key}", id, "").getStatusCode()).isEqualTo(404);
  }

  @Test
  void nobodyElsesKeysAreThere() {
    var write = registry.find(WRITE).orElseThrow().id();
    var secret = registry.find(SECRET).orElseThrow().id();
    assertThat(send(OTHERS, "GET", OF_APP, "", "").getStatusCode()).isEqualTo(404);
    assertThat(send(OTHERS, "DELETE", OF_APP + "/{key}", write, "").getStatusCode()).isEqualTo(404);
    assertThat(send(OTHERS, "DELETE", OF_CUSTOMER + "/{key}", secret, "").getStatusCode())
        .isEqualTo(404);
    // A key of the customer's is none of its application's.
    assertThat(send(SECRET, "DELETE", OF_APP + "/{key}", secret, "").getStatusCode())
        .isEqualTo(404);
    assertThat(registry.keys()).hasSize(3);
  }

  @Test
  void thereAreSoManyAtMostAndThoseThatHaveExpiredMakeRoom() throws JsonProcessingException {
    var id = registry.find(WRITE).orElseThrow().id();
    made(SECRET, OF_APP + "/{key}/rotation", id, "{\"overlapDays\":1}");
    for (var i = 2; i < Keys.MOST; i++) {
      made(SECRET, OF_APP, "", "{\"name\":\"K\"}");
    }
    var refused = send(SECRET, "POST", OF_APP, "", "{\"name\":\"K\"}");
    assertThat(refused.getStatusCode()).isEqualTo(409);
    assertThat(refused.getBody()).contains("20");
    now = NOON.plus(Duration.ofDays(1));
    made(SECRET, OF_APP, "", "{\"name\":\"K\"}");
    assertThat(listed(OF_APP)).hasSize(Keys.MOST);
  }
}
