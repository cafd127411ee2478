package dev.lethe.infra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.infra.stack.Answer;
import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.Await;
import dev.lethe.infra.stack.Functions;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Stores;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.registry.Feature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ssm.SsmClient;

/// An audit says what is kept, and of a store that somebody tampered with that it was. Nothing else
/// runs meanwhile: others read all that the stack holds, and what is planted here cannot be read.
@Isolated
class AuditOnTheStackTest {

  private final Stack stack = Stack.running();
  private final S3Client s3 = stack.client(S3Client.builder().forcePathStyle(true));
  private final Tenant tenant = Tenant.enrol("Audited");
  private final String audits = "/v1/apps/" + tenant.appId() + "/audits";
  private final Tampering tampering = new Tampering(tenant);

  @TempDir Path folder;

  @BeforeEach
  void send() {
    var sent =
        Api.post(
            "/v1/track",
            "{\"event\":\"Read\",\"anonymousId\":\"d1\"}".getBytes(UTF_8),
            GatewayEvents.basic(tenant.with(Feature.GOALS).writeKey()));
    assertThat(sent.status()).isEqualTo(200);
  }

  private Answer ask(String path) {
    return Api.get(path, GatewayEvents.bearer(tenant.secretKey()));
  }

  /// A new audit, when it is there.
  private Answer audited() {
    var begun = Api.post(audits, new byte[0], GatewayEvents.bearer(tenant.secretKey()));
    assertThat(begun.status()).as(begun.text()).isEqualTo(202);
    var path = audits + "/" + begun.json().path("id").asText();
    Await.until(() -> !ask(path).json().path("status").asText().equals("running"));
    var answer = ask(path);
    assertThat(answer.json().has("audit")).as(answer.text()).isTrue();
    return answer;
  }

  private static JsonNode said(Answer answer) {
    return answer.json().path("audit");
  }

  /// What is against the policy of the application itself, or of how things are set; on a stack
  /// that other tests use, others may have planted something of nobody's.
  private static Set<String> wrong(JsonNode audit) {
    var own = new TreeSet<String>();
    for (var breach : audit.path("breaches")) {
      own.add(breach.path("store").asText() + ' ' + breach.path("of").asText());
    }
    return own;
  }

  private static JsonNode kind(JsonNode audit, String store, String kind) {
    return StreamSupport.stream(audit.path("stores").spliterator(), false)
        .filter(node -> node.path("store").asText().equals(store))
        .flatMap(node -> StreamSupport.stream(node.path("kinds").spliterator(), false))
        .filter(node -> node.path("kind").asText().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  /// Settings by their verdict.
  private static Set<String> settings(JsonNode audit, String verdict) {
    var found = new TreeSet<String>();
    for (var store : audit.path("stores")) {
      for (var setting : store.path("settings")) {
        if (setting.path("verdict").asText().equals(verdict)) {
          found.add(store.path("store").asText() + ' ' + setting.path("setting").asText());
        }
      }
    }
    return found;
  }

  @Test
  void ofAHealthyDeploymentNothingIsWrong() throws IOException, InterruptedException {
    var answer = audited();
    var audit = said(answer);
    assertThat(settings(audit, "breach")).isEmpty();
    // What LocalStack does not tell, or keeps for less long than it was told to.
    assertThat(settings(audit, "unknown"))
        .isSubsetOf(
            "insights backups",
            "insights oldest_backup",
            "registry backups",
            "registry oldest_backup",
            "requests backups",
            "requests oldest_backup");
    assertThat(settings(audit, "shorter"))
        .isSubsetOf(
            "stream stream_retention", "insights backups", "registry backups", "requests backups");
    assertThat(settings(audit, "as_promised"))
        .contains(
            "vault time_to_live",
            "vault backups",
            "archive lifecycle",
            "receipts lock",
            "receipts versions",
            "logs log_retention",
            "access_log log_retention");
    for (var store : List.of("vault", "insights", "requests", "screenshots", "exports")) {
      for (var kind :
          StreamSupport.stream(audit.path("stores").spliterator(), false)
              .filter(node -> node.path("store").asText().equals(store))
              .findFirst()
              .orElseThrow()
              .path("kinds")) {
        if (kind.path("of").asText().equals("application")) {
          assertThat(kind.path("asPromised").asBoolean()).as(kind.toString()).isTrue();
        }
      }
    }
    assertThat(kind(audit, "vault", "subjects").path("records").asLong()).isEqualTo(1);
    assertThat(kind(audit, "vault", "subjects").path("oldest").asText())
        .isEqualTo(LocalDate.now(ZoneOffset.UTC) + "T00:00:00.000Z");
    assertThat(kind(audit, "registry", "feature_switches").path("records").asLong()).isEqualTo(1);
    assertThat(audit.path("features").path("switched").path(0).path("lawfulBasis").asText())
        .isEqualTo("consent");
    holds(answer);
    isThePage(audit);
    isNobodyElses(audit);
  }

  /// As a customer checks it.
  private void holds(Answer answer) throws IOException, InterruptedException {
    var certificate =
        stack
            .client(SsmClient.builder())
            .getParameter(get -> get.name("/lethe/certificate"))
            .parameter()
            .value();
    var check =
        new ProcessBuilder(
            Objects.requireNonNull(System.getProperty("lethe.receipts.python")),
            "-m",
            "receipts.audit",
            Files.writeString(folder.resolve("audit.json"), answer.text()).toString(),
            "--certificate",
            Files.writeString(folder.resolve("certificate.pem"), certificate).toString());
    check.environment().put("PYTHONPATH", Path.of("..", "tools").toString());
    var process = check.redirectErrorStream(true).start();
    var told = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(told).isZero();
  }

  private void isThePage(JsonNode audit) {
    var page = ask(audits + "/" + audit.path("id").asText() + ".html");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text())
        .contains("the Vault table: subjects", "</html>")
        .doesNotContain("<script");
  }

  /// To another customer it is like one that does not exist.
  private void isNobodyElses(JsonNode audit) {
    var other = GatewayEvents.bearer(Tenant.enrol("Other").secretKey());
    var id = audit.path("id").asText();
    assertThat(Api.get(audits + "/" + id, other).text())
        .isEqualTo(Api.get("/v1/apps/app_no/audits/" + id, other).text());
    assertThat(Api.post(audits, new byte[0], other).status()).isEqualTo(404);
  }

  @AfterEach
  void mend() {
    tampering.undo();
  }

  @Test
  void whoeverTamperedIsFoundOut() {
    var before = wrong(said(audited()));
    tampering.begin();
    var audit = said(audited());
    var found = wrong(audit);
    found.removeAll(before);
    assertThat(found)
        .contains(
            "vault links",
            "insights counters",
            "insights time_to_live",
            "quarantine lifecycle",
            "quarantine unfinished_uploads")
        .isSubsetOf(
            "vault links",
            "ledger entries",
            "insights counters",
            "insights time_to_live",
            "requests ways_to_requests",
            "registry unknown",
            "archive lines",
            "screenshots unknown",
            "quarantine lifecycle",
            "quarantine unfinished_uploads");
    // Others may have left such things before.
    assertThat(wrong(audit))
        .contains(
            "ledger entries",
            "registry unknown",
            "archive lines",
            "screenshots unknown",
            "requests ways_to_requests");
    assertThat(says(audit, "vault links")).startsWith("1 past its time, the worst by ");
    assertThat(says(audit, "requests ways_to_requests")).contains("1 without an end");
    assertThat(says(audit, "ledger entries")).startsWith("null past its time, the worst by ");
    assertThat(says(audit, "archive lines")).startsWith("null past its time, the worst by ");
    assertThat(says(audit, "insights time_to_live"))
        .isEqualTo("null AWS reports \"off\" where \"by expires\" is promised");
    isTold(audit.path("id").asText());
    isTheSameAgain(audit.path("id").asText());
  }

  private static String says(JsonNode audit, String what) {
    return StreamSupport.stream(audit.path("breaches").spliterator(), false)
        .filter(node -> what.equals(node.path("store").asText() + ' ' + node.path("of").asText()))
        .map(node -> node.path("records").asText() + ' ' + node.path("says").asText())
        .collect(Collectors.joining("; "));
  }

  /// In numbers of stores, and of nobody.
  private void isTold(String run) {
    var lines = new Stores().logs();
    var told = lines.stream().filter(line -> line.contains("CloudWatchMetrics")).toList();
    assertThat(told).anyMatch(line -> line.matches("(?s).*\"Breaches\":[1-9]\\d*\\.0.*"));
    assertThat(told)
        .filteredOn(line -> line.contains("RecordsPastTheirTime"))
        .anyMatch(line ->
            line.contains("\"store\":\"vault\"") && !line.contains("\"RecordsPastTheirTime\":0.0"));
    assertThat(told).noneMatch(line -> line.contains(tenant.appId()) || line.contains(run));
    assertThat(lines).noneMatch(line -> line.contains(tampering.stranger()));
  }

  /// A step that is repeated changes nothing of what was kept.
  private void isTheSameAgain(String run) {
    var bucket = stack.output("AuditsBucket");
    var name = "probes/" + run + ".json";
    var kept = s3.getObjectAsBytes(get -> get.bucket(bucket).key(name)).asUtf8String();
    assertThat(kept).doesNotContain("AbCdEfGhIjKlMnOpQrStUv", tampering.stranger());
    Functions.call("probe", "{\"run\":\"" + run + "\"}");
    assertThat(s3.getObjectAsBytes(get -> get.bucket(bucket).key(name)).asUtf8String())
        .isEqualTo(kept);
    assertThat(s3.listObjectsV2(list -> list.bucket(bucket).prefix("work/" + run)).contents())
        .isEmpty();
  }
}
