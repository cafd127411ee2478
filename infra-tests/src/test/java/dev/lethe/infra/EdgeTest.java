package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.api.GatewayEvents;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// The stack stands behind an edge like Cloudflare; it believes the edge, and nobody who plays it.
class EdgeTest {

  private final Stack stack = Stack.running();
  private final Tenant tenant = Tenant.enrol("Edge");

  private void send(String event, Map<String, String> headers) {
    var all = new HashMap<>(GatewayEvents.basic(tenant.writeKey()));
    all.putAll(headers);
    var body = "{\"event\":\"%s\",\"anonymousId\":\"a\"}".formatted(event);
    assertThat(Api.post("/v1/track", body.getBytes(StandardCharsets.UTF_8), all).status())
        .isEqualTo(200);
  }

  @Test
  void theEdgeIsBelievedAndNobodyWhoPlaysIt() {
    var secret =
        stack
            .client(SecretsManagerClient.builder())
            .getSecretValue(get -> get.secretId(stack.output("OriginSecret")))
            .secretString();
    send("looked up", Map.of("CF-Connecting-IP", "133.11.0.1", "X-Origin-Secret", secret));
    send(
        "told",
        Map.of("CF-Connecting-IP", "133.11.0.1", "CF-IPCountry", "FR", "X-Origin-Secret", secret));
    send("played", Map.of("CF-Connecting-IP", "133.11.0.1", "CF-IPCountry", "FR"));
    send(
        "guessed",
        Map.of("CF-Connecting-IP", "133.11.0.1", "CF-IPCountry", "FR", "X-Origin-Secret", "guess"));

    var today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
    var countries = tenant.await(today.minusDays(1), today, "country", 4);
    assertThat(countries.values()).containsExactlyInAnyOrder(2L, 1L, 1L);
    assertThat(countries.keySet())
        .extracting(key -> key.substring(0, key.indexOf(' ')))
        .containsExactlyInAnyOrder("(unknown)", "FR", "JP");
  }
}
