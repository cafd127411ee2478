package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.archive.aws.S3ArchiveObjects;
import dev.lethe.archive.export.ExportFiles;
import dev.lethe.archive.export.aws.S3Listing;
import dev.lethe.infra.stack.Answer;
import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.ArchivedLines;
import dev.lethe.infra.stack.Await;
import dev.lethe.infra.stack.ExportedLines;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Stores;
import dev.lethe.infra.stack.Subject;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.aws.S3Bucket;
import dev.lethe.shared.vault.Rights;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/// An application's events go out to its customer alone, without those who left or forbade it.
class ExportTest {

  private final Stack stack = Stack.running();
  private final Tenant tenant = Tenant.enrol("Exported");
  private final Tenant other = Tenant.enrol("Other");
  private final String exports = "/v1/apps/" + tenant.appId() + "/exports";

  private static void send(Tenant of, String device, String secret) {
    var body =
        """
        {"event":"Read","anonymousId":"%s","properties":{"page":"%s"},"context":{"app":{"version":"7"}}}\
        """
            .formatted(device, secret);
    var sent =
        Api.post(
            "/v1/track", body.getBytes(StandardCharsets.UTF_8), GatewayEvents.basic(of.writeKey()));
    assertThat(sent.status()).isEqualTo(200);
  }

  private Answer ask(String path) {
    return Api.get(path, GatewayEvents.bearer(tenant.secretKey()));
  }

  /// A new export, when it is ready.
  private JsonNode exported() {
    var begun = Api.post(exports, new byte[0], GatewayEvents.bearer(tenant.secretKey()));
    assertThat(begun.status()).as(begun.text()).isEqualTo(202);
    var path = exports + "/" + begun.json().path("id").asText();
    Await.until(() -> !ask(path).json().path("status").asText().equals("running"));
    var ready = ask(path);
    assertThat(ready.json().path("status").asText()).as(ready.text()).isEqualTo("ready");
    return ready.json();
  }

  private static List<String> pages(List<JsonNode> lines) {
    return lines.stream()
        .map(line -> line.path("event").path("properties").path("page").asText())
        .sorted()
        .toList();
  }

  @Test
  void aCustomerGetsWhatItsUsersSentButOfThoseWhoLeftOrForbadeIt() {
    send(tenant, "d1", "stays-1");
    send(tenant, "d1", "stays-2");
    send(tenant, "d2", "leaves-soon");
    send(tenant, "d3", "is-erased");
    send(tenant, "d4", "is-restricted");
    send(other, "d1", "of-others");
    Await.until(() -> new ArchivedLines().of(tenant.appId()).size() == 5);
    new Subject(tenant, "d3").change(state -> state.erase(Instant.now()));
    new Subject(tenant, "d4").change(state -> state.with(new Rights(false, false, true, Set.of())));

    var export = exported();

    var lines = ExportedLines.of(export);
    assertThat(pages(lines)).containsExactly("leaves-soon", "stays-1", "stays-2");
    assertThat(export.path("events").asInt()).isEqualTo(3);
    assertThat(lines)
        .allSatisfy(line -> {
          assertThat(line.path("event").path("context").path("app").path("version").asText())
              .isEqualTo("7");
          assertThat(line.path("subject").asText()).hasSize(22);
          assertThat(line.toString()).doesNotContain(new Subject(tenant, "d1").label());
        });
    assertThat(lines.stream().map(line -> line.path("subject").asText()).distinct()).hasSize(2);

    leaves("d2");

    assertThat(pages(ExportedLines.of(ask(exports + "/" + export.path("id").asText()).json())))
        .containsExactly("stays-1", "stays-2");
    isInTheRegister(export);
  }

  /// An erasure reaches an export that is shown: nothing of its subject can be had any more.
  private void leaves(String device) {
    var subject = new Subject(tenant, device);
    var label = subject.label();
    subject.change(state -> state.erase(Instant.now()));
    var s3 = stack.client(S3Client.builder().forcePathStyle(true));
    var bucket = stack.output("ExportsBucket");
    var files =
        new ExportFiles(new S3ArchiveObjects(s3, bucket), new S3Listing(new S3Bucket(s3, bucket)));
    assertThat(files.erase(other.appId(), label)).isZero();
    assertThat(files.erase(tenant.appId(), label)).isEqualTo(1);
    assertThat(
            s3.listObjectsV2Paginator(list -> list.bucket(bucket)).contents().stream()
                .map(object ->
                    s3.getObjectAsBytes(get -> get.bucket(bucket).key(object.key()))
                        .asString(StandardCharsets.ISO_8859_1)))
        .noneMatch(text -> text.contains(label));
    assertThat(s3.listMultipartUploads(list -> list.bucket(bucket)).uploads()).isEmpty();
  }

  private void isInTheRegister(JsonNode export) {
    var mine = ask("/v1/disclosures").json().path("disclosures");
    assertThat(mine).as("it, and the first key").hasSize(2);
    assertThat(mine.path(0).path("id")).isEqualTo(export.path("id"));
    assertThat(mine.path(0).path("details").path("events").asText()).isEqualTo("3");
    assertThat(
            Api.get("/v1/disclosures", GatewayEvents.bearer(other.secretKey()))
                .json()
                .path("disclosures")
                .findValuesAsText("kind"))
        .containsExactly("operator_key");
    var theirs =
        Api.get(
            exports + "/" + export.path("id").asText(), GatewayEvents.bearer(other.secretKey()));
    assertThat(theirs.status()).isEqualTo(404);
    // What travels through the state machine, and what is logged, are ids.
    assertThat(new Stores().all().getOrDefault("logs", List.of()))
        .noneMatch(line -> line.contains("stays-1"));
  }

  @Test
  void anApplicationWithoutEventsIsExportedToo() {
    var export = exported();
    assertThat(export.path("events").asInt()).isZero();
    assertThat(ExportedLines.of(export)).isEmpty();
  }
}
