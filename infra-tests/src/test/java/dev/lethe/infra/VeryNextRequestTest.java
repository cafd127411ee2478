package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.infra.stack.Answer;
import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.SubjectStates;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.ingest.request.Whose;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.IssuedKey;
import dev.lethe.shared.vault.Rights;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What is decided about a key, a feature or a subject holds for the very next request, in a
/// function that is warm and has just answered otherwise.
class VeryNextRequestTest {

  private static final int TRIES = 5;
  private static final String EVENT = "{\"event\":\"E\",\"anonymousId\":\"d1\"}";

  private final Tenant tenant = Tenant.enrol("Next");
  private final SubjectStates states = new SubjectStates(tenant);

  private Answer post(String path, String body) {
    return Api.post(
        path, body.getBytes(StandardCharsets.UTF_8), GatewayEvents.basic(tenant.writeKey()));
  }

  private void taken(String body) {
    var answer = post("/v1/track", body);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("{\"success\":true}");
  }

  @Test
  void aRevokedKeySendsNothing() {
    taken(EVENT);
    var key = IssuedKey.idOf(ApiKey.shown(tenant.writeKey()).hash());
    var revoked =
        Api.delete(
            "/v1/apps/" + tenant.appId() + "/keys/" + key,
            GatewayEvents.bearer(tenant.secretKey()));
    assertThat(revoked.status()).isEqualTo(200);
    assertThat(post("/v1/track", EVENT).status()).isEqualTo(401);
  }

  /// One route of each function that secret keys open.
  private List<String> ofEachFunction() {
    var app = "/v1/apps/" + tenant.appId();
    return List.of(
        app,
        app + "/insights",
        app + "/exports",
        app + "/audits",
        "/v2/requests/" + UUID.randomUUID());
  }

  @Test
  void aRevokedSecretKeyOpensNothingOfAnyFunction() {
    var made =
        Api.post(
            "/v1/keys",
            "{\"name\":\"Leaked\",\"scope\":\"read rights manage\"}"
                .getBytes(StandardCharsets.UTF_8),
            GatewayEvents.bearer(tenant.secretKey()));
    var leaked = GatewayEvents.bearer(made.json().path("key").asText());
    var nobodys = GatewayEvents.bearer("lethe_sk_" + "0".repeat(43));
    for (var path : ofEachFunction()) {
      assertThat(Api.get(path, leaked).status()).as(path).isIn(200, 404);
    }
    var id = made.json().path("id").asText();
    var revoked = Api.delete("/v1/keys/" + id, GatewayEvents.bearer(tenant.secretKey()));
    assertThat(revoked.status()).isEqualTo(200);
    for (var path : ofEachFunction()) {
      var refused = Api.get(path, leaked);
      assertThat(refused.status()).as(path).isEqualTo(401);
      assertThat(refused.text()).isEqualTo(Api.get(path, nobodys).text());
    }
  }

  @Test
  void aFeatureThatIsSwitchedOffTakesNothing() {
    var ofUser = "{\"event\":\"E\",\"userId\":\"u1\"}";
    tenant.with(Feature.END_USER_IDENTIFIER);
    taken(ofUser);
    tenant.without(Feature.END_USER_IDENTIFIER);
    assertThat(post("/v1/track", ofUser).json().path("rejected").path(0).path("code").asText())
        .isEqualTo("needs_end_user_identifier");
    tenant.with(Feature.END_USER_IDENTIFIER);
    taken(ofUser);
  }

  @Test
  void aDeviceThatOptsOutIsNotCollectedFrom() {
    taken(EVENT);
    assertThat(post("/v1/optout", EVENT).text()).isEqualTo("{\"success\":true}");
    taken(EVENT);
    assertThat(post("/v1/optin", EVENT).text()).isEqualTo("{\"success\":true}");
    taken(EVENT.replace("E", "Another"));
    assertThat(tenant.awaitIntake(3)).isEqualTo(Map.of("taken", 2L, "suppressed_stopped", 1L));
  }

  @Test
  void aSubjectThatIsStoppedIsNotCollectedFrom() {
    taken(EVENT);
    states.change(
        Whose.of(null, "d1"), state -> state.with(new Rights(false, true, false, Set.of())));
    taken(EVENT);
    assertThat(tenant.awaitIntake(2)).isEqualTo(Map.of("taken", 1L, "suppressed_stopped", 1L));
  }

  @Test
  void anErasedSubjectIsNotBroughtBack() {
    taken(EVENT);
    states.change(Whose.of(null, "d1"), state -> state.erase(Instant.now()));
    taken(EVENT);
    assertThat(tenant.awaitIntake(2)).isEqualTo(Map.of("taken", 1L, "suppressed_erased", 1L));
  }

  @Test
  void asManyNewSubjectsComeWithOneRequestAsLibrariesPutInABatch() {
    assertThat(post("/v1/batch", batchOf(251, "x")).status()).isEqualTo(413);
    assertThat(untilTaken(batchOf(100, "a"))).isEqualTo("{\"success\":true}");
    assertThat(untilTaken(batchOf(101, "b"))).isEqualTo("{\"success\":true}");
    assertThat(untilTaken(batchOf(250, "c"))).isEqualTo("{\"success\":true}");
    assertThat(tenant.awaitIntake(Map.of("taken", 451L))).containsEntry("taken", 451L);
  }

  /// As libraries do: so many at once can be more than a busy stack does in time.
  private String untilTaken(String batch) {
    var answer = post("/v1/batch", batch);
    for (var tries = 1; answer.status() == 503 && tries < TRIES; tries++) {
      answer = post("/v1/batch", batch);
    }
    return answer.text();
  }

  private static String batchOf(int subjects, String name) {
    return IntStream.range(0, subjects)
        .mapToObj(i -> "{\"type\":\"track\",\"event\":\"E\",\"anonymousId\":\"" + name + i + "\"}")
        .collect(Collectors.joining(",", "{\"batch\":[", "]}"));
  }
}
