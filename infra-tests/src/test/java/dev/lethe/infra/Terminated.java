package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.api.GatewayEvents;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/// The end of an application, as its customer asks for it and waits.
record Terminated(Tenant tenant) {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private String path() {
    return "/v1/apps/" + tenant.appId() + "/termination";
  }

  /// Asks for it, without a grace period.
  void ask(String reason) {
    var form = "{\"reason\":\"%s\",\"confirm\":\"App\",\"graceDays\":0}".formatted(reason);
    var answer =
        Api.post(
            path(),
            form.getBytes(StandardCharsets.UTF_8),
            GatewayEvents.bearer(tenant.secretKey()));
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
  }

  JsonNode state() {
    var answer = Api.get(path(), GatewayEvents.bearer(tenant.secretKey()));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  /// Waits until it is so far.
  void await(String status, Duration patience) {
    var giveUp = Instant.now().plus(patience);
    while (!state().path("status").asText().equals(status)) {
      assertThat(Instant.now()).as("so far: " + state()).isBefore(giveUp);
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  void collected() {
    var answer =
        Api.post(path() + "/collection", new byte[0], GatewayEvents.bearer(tenant.secretKey()));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  String receipt() {
    var answer = Api.get(path() + "/receipt", GatewayEvents.bearer(tenant.secretKey()));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.text();
  }
}
