package dev.lethe.infra;

import static dev.lethe.shared.aws.Items.present;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.infra.stack.Answer;
import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.ArchivedLines;
import dev.lethe.infra.stack.Await;
import dev.lethe.infra.stack.ExportedLines;
import dev.lethe.infra.stack.Functions;
import dev.lethe.infra.stack.GivenPackage;
import dev.lethe.infra.stack.RightsRequests;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Stores;
import dev.lethe.infra.stack.SubjectStates;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.infra.stack.Uploader;
import dev.lethe.ingest.request.Whose;
import dev.lethe.ingest.screenshot.picture.Pictures;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.aws.VaultItem;
import dev.lethe.subjects.request.RequestType;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What features have collected goes when whoever switches them off says so, and nothing else does.
class CollectedTest {

  private static final byte[] PICTURE = Pictures.pngWithMetadata();

  private final Tenant tenant =
      Tenant.enrol("Collected")
          .with(Feature.END_USER_IDENTIFIER)
          .with(Feature.USER_ATTRIBUTES)
          .with(Feature.SCREENSHOTS);
  private final DynamoDbClient dynamo = Stack.running().client(DynamoDbClient.builder());
  private final String exports = "/v1/apps/" + tenant.appId() + "/exports";

  private void identify(String device, String plan) {
    var body =
        """
        {"type":"identify","userId":"jane","anonymousId":"%s","traits":{"plan":"%s"},\
        "context":{"screen":{"width":1179}}}\
        """
            .formatted(device, plan);
    send("/v1/identify", body);
  }

  private void read(String device) {
    send("/v1/track", "{\"event\":\"Read\",\"anonymousId\":\"%s\"}".formatted(device));
  }

  private void send(String path, String body) {
    var key = GatewayEvents.basic(tenant.writeKey());
    assertThat(Api.post(path, body.getBytes(StandardCharsets.UTF_8), key).status()).isEqualTo(200);
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

  private Map<String, AttributeValue> state(String user) {
    var keyring = new SubjectStates(tenant).view(Whose.of(user, null)).keyring();
    var subject = keyring.pseudonym(Identity.of(Identity.Kind.USER, user));
    return item(VaultItem.keyOfState(tenant.appId(), subject));
  }

  private Map<String, AttributeValue> item(Map<String, AttributeValue> key) {
    var vault = Stack.running().output("VaultTable");
    return dynamo.getItem(get -> get.tableName(vault).key(key).consistentRead(true)).item();
  }

  private long links() {
    return new Stores()
        .items("VaultTable")
        .filter(
            item -> VaultItem.owner(item).filter(of -> of.app().equals(tenant.appId())).isPresent())
        .filter(item -> item.containsKey(VaultItem.USER_LIVES))
        .count();
  }

  @Test
  void withUserIdsUsersGoAndTheirDevicesDoNot() {
    var device = Whose.of(null, "d2");
    read("d1");
    identify("d1", "gold");
    read("d2");
    Await.until(() -> new ArchivedLines().of(tenant.appId()).size() >= 3);
    var before = exported();
    assertThat(ExportedLines.of(before).toString()).contains("jane", "Read");
    var label = present(state("jane"), VaultItem.LABEL).s();
    assertThat(links()).isEqualTo(2);

    tenant.eraseCollected(Feature.END_USER_IDENTIFIER);

    assertThat(tenant.opened().toString()).contains("Read").doesNotContain("jane", "gold", "1179");
    assertThat(ask(exports + "/" + before.path("id").asText()).status()).isEqualTo(404);
    assertThat(ExportedLines.of(exported()).toString())
        .contains("Read")
        .doesNotContain("jane", "gold", "1179");
    assertThat(given(Whose.of("jane", null)).files().toString()).doesNotContain("gold", "1179");
    assertThat(given(device).files().toString()).contains("Read");
    assertThat(given(Whose.of(null, "d1")).files().toString()).contains("Read");

    Functions.call("forgetting", Documents.text("events/retention-closing.json"));
    assertThat(state("jane")).isEmpty();
    assertThat(item(VaultItem.keyOfLabel(tenant.appId(), label))).isEmpty();
    assertThat(links()).isZero();

    tenant.with(Feature.END_USER_IDENTIFIER);
    identify("d1", "silver");
    assertThat(present(state("jane"), VaultItem.LABEL).s()).isNotEqualTo(label);
    assertThat(links()).isEqualTo(2);
    assertThat(tenant.opened().toString()).contains("jane", "silver").doesNotContain("gold");
  }
}
