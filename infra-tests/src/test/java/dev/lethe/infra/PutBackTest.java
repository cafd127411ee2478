package dev.lethe.infra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.infra.stack.Answer;
import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.ArchivedLines;
import dev.lethe.infra.stack.Await;
import dev.lethe.infra.stack.ExportedLines;
import dev.lethe.infra.stack.RightsRequests;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.ingest.request.Whose;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.subjects.request.RequestType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// Somebody has kept a copy of the archive, and puts it back after a subject was erased: its key is
/// gone, and nothing shows it. Nothing else runs meanwhile: others' lines are put back, too.
@Isolated
class PutBackTest {

  private static final String GOES = "goes";

  private final Stack stack = Stack.running();
  private final S3Client s3 = stack.client(S3Client.builder().forcePathStyle(true));
  private final String archive = stack.output("ArchiveBucket");
  private final Tenant tenant = Tenant.enrol("Put back");
  private final String exports = "/v1/apps/" + tenant.appId() + "/exports";

  private void send(String device, String page) {
    var body =
        """
        {"event":"Read","anonymousId":"%s","properties":{"page":"%s"}}\
        """
            .formatted(device, page);
    var sent = Api.post("/v1/track", body.getBytes(UTF_8), GatewayEvents.basic(tenant.writeKey()));
    assertThat(sent.status()).isEqualTo(200);
  }

  private Answer ask(String path) {
    return Api.get(path, GatewayEvents.bearer(tenant.secretKey()));
  }

  private Map<String, byte[]> copies() {
    var copies = new HashMap<String, byte[]>();
    s3.listObjectsV2Paginator(list -> list.bucket(archive))
        .contents()
        .forEach(object ->
            copies.put(
                object.key(),
                s3.getObjectAsBytes(get -> get.bucket(archive).key(object.key())).asByteArray()));
    return copies;
  }

  private JsonNode exported() {
    var begun = Api.post(exports, new byte[0], GatewayEvents.bearer(tenant.secretKey()));
    assertThat(begun.status()).as(begun.text()).isEqualTo(202);
    var path = exports + "/" + begun.json().path("id").asText();
    return Await.found(() -> {
      var export = ask(path).json();
      return export.path("status").asText().equals("running") ? null : export;
    });
  }

  @Test
  void anArchiveOfBeforeAnErasureShowsNobodyWhoWasErased() {
    send("stays", "stays");
    send(GOES, "goes");
    Await.found(() -> new ArchivedLines().of(tenant.appId()).size() == 2 ? true : null);
    var before = copies();
    new RightsRequests(tenant).done(RequestType.ERASURE, Set.of(), Whose.of(null, GOES));
    assertThat(new ArchivedLines().of(tenant.appId())).hasSize(1);

    var changed = copies();
    before.forEach((key, bytes) -> {
      if (!Arrays.equals(bytes, changed.get(key))) {
        s3.putObject(put -> put.bucket(archive).key(key), RequestBody.fromBytes(bytes));
      }
    });
    assertThat(new ArchivedLines().of(tenant.appId())).hasSize(2);

    var export = exported();
    assertThat(export.path("status").asText()).as(export.toString()).isEqualTo("ready");
    assertThat(ExportedLines.of(export))
        .extracting(line -> line.path("event").path("properties").path("page").asText())
        .containsExactly("stays");
    assertThat(export.path("events").asInt()).isEqualTo(1);

    // Who is erased again is taken out of it again.
    new RightsRequests(tenant).done(RequestType.ERASURE, Set.of(), Whose.of(null, "stays"));
    assertThat(ExportedLines.of(exported())).isEmpty();
  }
}
