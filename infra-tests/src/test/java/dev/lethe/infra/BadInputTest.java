package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.infra.sdk.Meddler;
import dev.lethe.infra.sdk.Plan;
import dev.lethe.infra.sdk.Sdk;
import dev.lethe.infra.stack.Answer;
import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.api.GatewayEvents;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the API answers to what it cannot take, and what libraries make of the answers.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {

  private static final String TRACK = "{\"event\":\"Opened\",\"anonymousId\":\"jane@example.com\"}";

  private Tenant tenant = new Tenant("", "", "", "");

  static Stream<Named<Sdk>> sdks() {
    return SdksTest.sdks();
  }

  @BeforeAll
  void enrol() {
    tenant = Tenant.enrol("Refused");
  }

  private Answer post(String path, String body, String key) {
    return Api.post(path, body.getBytes(StandardCharsets.UTF_8), GatewayEvents.basic(key));
  }

  private static void assertError(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("json");
    assertThat(answer.json().path("code").asText()).isEqualTo(code);
    assertThat(answer.json().path("message").asText()).isNotBlank();
    assertThat(answer.text()).doesNotContain("jane", "Opened");
  }

  @Test
  void anUnknownKeyIs401() {
    assertError(post("/v1/track", TRACK, "lethe_wk_unknown"), 401, "unknown_key");
    assertError(post("/v1/track", TRACK, tenant.secretKey()), 401, "unknown_key");
  }

  @Test
  void malformedJsonIs400AndSaysWhere() {
    var answer = post("/v1/batch", "{\"batch\":[{\"userId\":jane}]}", tenant.writeKey());
    assertError(answer, 400, "malformed");
    assertThat(answer.text()).contains("line 1, column");
  }

  @Test
  void anOversizeBodyIs413() {
    assertError(
        post("/v1/track", TRACK + " ".repeat(512 * 1024), tenant.writeKey()), 413, "too_large");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/nowhere", "/v1/track/now", "/v2/batch", "/nowhere"})
  void anUnknownPathIs404(String path) {
    assertError(post(path, TRACK, tenant.writeKey()), 404, "not_found");
    assertError(Api.get(path, Map.of()), 404, "not_found");
  }

  @ParameterizedTest
  @MethodSource("sdks")
  void anSdkWithAWrongKeyGivesUpAndSaysSo(Sdk sdk) {
    var url = Stack.running().api().toString();
    assertThat(sdk.send(small(url, "lethe_wk_wrong"))).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("sdks")
  void anSdkOfAnApplicationThatHasEndedGivesUpAndSaysSo(Sdk sdk) {
    var url = Stack.running().api().toString();
    assertThat(sdk.send(small(url, RowsOfTerminations.ended().writeKey()))).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("sdks")
  void anSdkWhoseBodiesAreCutGivesUpAndSaysSo(Sdk sdk) {
    try (var meddler = Meddler.cutting()) {
      assertThat(sdk.send(small(meddler.url(), tenant.writeKey()))).isNotEmpty();
      assertThat(meddler.statuses()).isNotEmpty().containsOnly(400);
    }
  }

  @ParameterizedTest
  @MethodSource("sdks")
  void anSdkWhoseBodiesAreTooLargeGivesUpAndSaysSo(Sdk sdk) {
    try (var meddler = Meddler.padding()) {
      assertThat(sdk.send(small(meddler.url(), tenant.writeKey()))).isNotEmpty();
      assertThat(meddler.statuses()).isNotEmpty().containsOnly(413);
    }
  }

  @ParameterizedTest
  @MethodSource("sdks")
  void anSdkThatSendsElsewhereGivesUpAndSaysSo(Sdk sdk) {
    var url = Stack.running().api() + "/elsewhere";
    assertThat(sdk.send(small(url, tenant.writeKey()))).isNotEmpty();
  }

  /// One good event goes in behind all that was refused: it is the only one counted.
  @AfterAll
  void nothingElseIsCounted() {
    assertThat(post("/v1/track", TRACK, tenant.writeKey()).status()).isEqualTo(200);
    var today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
    assertThat(tenant.await(today.minusDays(1), today, "event", 1).values()).containsExactly(1L);
  }

  private static Plan small(String url, String key) {
    return Plan.of(url, key, Instant.now()).first(3);
  }
}
