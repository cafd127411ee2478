package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.infra.stack.Answer;
import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.ArchivedLines;
import dev.lethe.infra.stack.Await;
import dev.lethe.infra.stack.ExportedLines;
import dev.lethe.infra.stack.GivenPackage;
import dev.lethe.infra.stack.RightsRequests;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.infra.stack.Uploader;
import dev.lethe.ingest.request.Whose;
import dev.lethe.ingest.screenshot.picture.Pictures;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.registry.Feature;
import dev.lethe.subjects.request.RequestType;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What features have collected goes when whoever switches them off says so, and nothing else does.
class CollectedTest {

  private static final byte[] PICTURE = Pictures.pngWithMetadata();

  private final Tenant tenant =
      Tenant.enrol("Collected")
          .with(Feature.END_USER_IDENTIFIER)
          .with(Feature.USER_ATTRIBUTES)
          .with(Feature.SCREENSHOTS);
  private final String exports = "/v1/apps/" + tenant.appId() + "/exports";

  private void identify(String device, String plan) {
    var body =
        """
        {"type":"identify","userId":"jane","anonymousId":"%s","traits":{"plan":"%s"},\
        "context":{"screen":{"width":1179}}}\
        """
            .formatted(device, plan);
    var key = GatewayEvents.basic(tenant.writeKey());
    var sent = Api.post("/v1/identify", body.getBytes(StandardCharsets.UTF_8), key);
    assertThat(sent.status()).isEqualTo(200);
  }

  private void upload(String device) {
    var uploader = new Uploader(tenant);
    var form = Uploader.form(device, PICTURE);
    assertThat(uploader.complete(uploader.uploaded(form, PICTURE), form).status()).isEqualTo(200);
  }

  private Answer ask(String path) {
    return Api.get(path, GatewayEvents.bearer(tenant.secretKey()));
  }

  private JsonNode exported() {
    var begun = Api.post(exports, new byte[0], GatewayEvents.bearer(tenant.secretKey()));
    var path = exports + "/" + begun.json().path("id").asText();
    Await.until(() -> !ask(path).json().path("status").asText().equals("running"));
    return ask(path).json();
  }

  private GivenPackage given(Whose whose) {
    var request = UUID.randomUUID();
    new RightsRequests(tenant).done(request, RequestType.ACCESS, whose);
    return GivenPackage.of(tenant, request);
  }

  @Test
  void itGoesFromTheNextRequestOnWhereverItIs() {
    var device = Whose.of(null, "d2");
    identify("d1", "gold");
    upload("d2");
    Await.until(() -> !new ArchivedLines().of(tenant.appId()).isEmpty());
    var before = exported();
    assertThat(ExportedLines.of(before).toString()).contains("gold", "jane", "1179");
    assertThat(given(device).files()).anySatisfy((name, file) -> assertThat(name).endsWith(".png"));

    tenant.eraseCollected(Feature.USER_ATTRIBUTES);
    tenant.eraseCollected(Feature.SCREENSHOTS);

    assertThat(tenant.opened().toString()).contains("jane", "1179").doesNotContain("gold");
    assertThat(ask(exports + "/" + before.path("id").asText()).status()).isEqualTo(404);
    assertThat(ask(exports).json().path("exports")).isEmpty();
    assertThat(ExportedLines.of(exported()).toString())
        .contains("jane", "1179")
        .doesNotContain("gold");
    assertThat(given(device).files().keySet()).noneMatch(name -> name.endsWith(".png"));
    var user = Whose.of("jane", null);
    assertThat(given(user).files().toString()).contains("1179").doesNotContain("gold");
    assertThat(ask("/v1/apps/" + tenant.appId() + "/features").json().path("switches"))
        .filteredOn(one -> one.path("collected").asText().equals("erased"))
        .hasSize(2);

    tenant.with(Feature.USER_ATTRIBUTES);
    identify("d1", "silver");
    assertThat(tenant.opened().toString()).contains("silver").doesNotContain("gold");
  }
}
