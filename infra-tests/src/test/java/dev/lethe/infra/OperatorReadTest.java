package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.infra.stack.Answer;
import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.Await;
import dev.lethe.infra.stack.GivenPackage;
import dev.lethe.infra.stack.Operator;
import dev.lethe.infra.stack.Rights;
import dev.lethe.infra.stack.SignedBy;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.registry.Feature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The operator reads what is held of a subject, as `docs/runbook.md` says it: its customer sees
/// that, whoever else asks does not have it, and an erasure takes it along.
class OperatorReadTest {

  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final String CASE = "CASE-17";

  private final Tenant tenant =
      Tenant.enrol("Read by the operator").with(Feature.END_USER_IDENTIFIER);
  private final String user = "read-" + UUID.randomUUID();

  private Operator.Told read(Path to, String... more) {
    var command =
        new ArrayList<>(
            List.of("read", "--customer", tenant.customerId(), "--app", tenant.appId(), "--to"));
    command.add(to.toString());
    command.addAll(List.of(more));
    return Operator.told(LONGEST, user + '\n', command.toArray(String[]::new));
  }

  private List<JsonNode> register() {
    var answer = Api.get("/v1/disclosures", GatewayEvents.bearer(tenant.secretKey()));
    var entries = new ArrayList<JsonNode>();
    answer.json().path("disclosures").forEach(entries::add);
    // The customer's first key, which came before.
    assertThat(entries.removeLast().path("kind").asText()).isEqualTo("operator_key");
    return entries;
  }

  private Answer show(String read, String accessKey) {
    return Api.get(
        RowsOfReads.READS
                .replace("{customer}", tenant.customerId())
                .replace("{app}", tenant.appId())
            + '/'
            + read,
        SignedBy.key(accessKey));
  }

  private static JsonNode of(String kind, List<JsonNode> entries) {
    return entries.stream()
        .filter(entry -> entry.path("kind").asText().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatTheOperatorReadsItsCustomerSees(@TempDir Path folder) throws IOException {
    send("Read me");
    var to = folder.resolve("package.zip");
    var told =
        read(
            to,
            "--ground",
            "legal_obligation",
            "--recipient",
            "public_authority",
            "--reference",
            CASE);
    assertThat(told.status()).as(told.text()).isZero();
    assertThat(told.text()).doesNotContain(user);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(to)))
        .isEqualTo("rw-------");
    assertThat(GivenPackage.in(Files.newInputStream(to)).events())
        .singleElement()
        .asString()
        .contains("Read me");

    var entries = register();
    assertThat(entries).hasSize(2);
    var read = of("operator_read", entries);
    var given = of("access_package", entries);
    for (var entry : entries) {
      assertThat(entry.path("recipient").asText()).isEqualTo("public_authority");
      assertThat(entry.path("ground").asText()).isEqualTo("legal_obligation");
      assertThat(entry.path("by").asText()).matches("[0-9a-f]{12}");
      assertThat(entry.path("details").path("reference").asText()).isEqualTo(CASE);
      assertThat(entry.path("id")).isEqualTo(read.path("id"));
    }
    assertThat(given.path("details").path("events").asText()).isEqualTo("1");
    assertThat(given.path("details").path("type").asText()).isEqualTo("operator_read");

    var id = read.path("id").asText();
    assertThat(show(id, "somebody-else").status()).isEqualTo(404);
    assertThat(new Rights(tenant).get(UUID.fromString(id), "").status()).isEqualTo(404);
    assertThat(new Rights(tenant).get(UUID.fromString(id), "/results").status()).isEqualTo(404);

    var rights = new Rights(tenant);
    var erasure = rights.taken("erasure", user);
    Await.until(LONGEST, () -> rights.status(erasure).equals("completed"));
    var again = read(folder.resolve("again.zip"), "--read", id);
    assertThat(again.status()).isEqualTo(1);
    assertThat(again.text()).contains("somebody in it was erased");
    assertThat(register()).hasSize(2);
  }

  @Test
  void whoeverDoesNotSignReadsNothingAndIsNotEntered() {
    var path =
        RowsOfReads.READS
            .replace("{customer}", tenant.customerId())
            .replace("{app}", tenant.appId());
    var body = RowsOfReads.body(user).getBytes(StandardCharsets.UTF_8);
    for (var headers :
        List.of(Map.<String, String>of(), GatewayEvents.bearer(tenant.secretKey()))) {
      assertThat(Api.post(path, body, headers).status()).isEqualTo(404);
    }
    assertThat(register()).isEmpty();
  }

  private void send(String event) {
    var body =
        "{\"event\":\"%s\",\"userId\":\"%s\",\"anonymousId\":\"d-%s\",\"messageId\":\"%s\"}"
            .formatted(event, user, user, UUID.randomUUID());
    assertThat(
            Api.post(
                    "/v1/track",
                    body.getBytes(StandardCharsets.UTF_8),
                    GatewayEvents.basic(tenant.writeKey()))
                .status())
        .isEqualTo(200);
  }
}
