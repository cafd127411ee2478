package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.infra.stack.Answer;
import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.LostTable;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Contact;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.Registry;
import dev.lethe.shared.registry.aws.DynamoRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What the Registry has of a customer is lost, and restored of a backup from before a feature was
/// switched off, a contact corrected, and an end asked for. Nothing else runs meanwhile: nobody's
/// events are taken.
@Isolated
class RegistryRestoredOnTheStackTest {

  private final Stack stack = Stack.running();
  private final Tenant tenant = Tenant.enrol("Registry restored").with(Feature.GOALS);
  private final Tenant other = tenant.another();
  private final Registry registry =
      new DynamoRegistry(stack.client(DynamoDbClient.builder()), stack.output("RegistryTable"));

  /// Keys say whose they are.
  private boolean isOwn(Map<String, AttributeValue> item) {
    var text = item.toString();
    return text.contains(tenant.customerId())
        || text.contains(tenant.appId())
        || text.contains(other.appId());
  }

  private Application application(Tenant of) {
    return registry.application(of.appId()).orElseThrow();
  }

  private static Answer send(Tenant to) {
    var body =
        "{\"event\":\"Application Opened\",\"anonymousId\":\"a\",\"messageId\":\"%s\"}"
            .formatted(UUID.randomUUID());
    return Api.post(
        "/v1/track", body.getBytes(StandardCharsets.UTF_8), GatewayEvents.basic(to.writeKey()));
  }

  private void terminate() {
    var answer =
        Api.post(
            "/v1/apps/" + other.appId() + "/termination",
            "{\"reason\":\"termination\",\"confirm\":\"App\",\"graceDays\":9}"
                .getBytes(StandardCharsets.UTF_8),
            GatewayEvents.bearer(tenant.secretKey()));
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
  }

  private void name(String email) {
    contact(Api::post, "/v1/contacts", "{\"email\":\"" + email + "\",\"role\":\"billing\"}", 201);
  }

  private void correct(String contact) {
    contact(Api::patch, "/v1/contacts/" + contact, "{\"email\":\"now@example.com\"}", 200);
  }

  /// How a method of HTTP is used.
  private interface Method {
    Answer send(String path, byte[] body, Map<String, String> headers);
  }

  private void contact(Method method, String path, String body, int status) {
    var answer =
        method.send(
            path, body.getBytes(StandardCharsets.UTF_8), GatewayEvents.bearer(tenant.secretKey()));
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
  }

  /// The latest first.
  private List<String> switches() {
    var answer =
        Api.get(
            "/v1/apps/%s/features".formatted(tenant.appId()),
            GatewayEvents.bearer(tenant.secretKey()));
    return answer
        .json()
        .path("switches")
        .valueStream()
        .map(one -> one.path("feature").asText() + ' ' + one.path("on").asBoolean())
        .toList();
  }

  private List<String> reached() {
    var answer = Api.get("/v1/contacts", GatewayEvents.bearer(tenant.secretKey()));
    return answer.json().path("contacts").findValuesAsText("email");
  }

  @Test
  void whatWasSwitchedOffIsOffAndWhatEndsEnds() {
    tenant.with(Feature.SCREENSHOTS);
    name("stays@example.com");
    try (var table = new LostTable("Registry", this::isOwn)) {
      var at = table.backUp();
      tenant.without(Feature.GOALS);
      correct(Contact.FIRST);
      terminate();
      var ending = application(other).ending();
      assertThat(ending).isNotNull();
      table.lose();
      assertThat(send(tenant).status()).isEqualTo(401);

      var told = table.restore(at);
      assertThat(told.text()).contains("open again");
      assertThat(told.status()).isZero();
      assertThat(application(tenant).settings().features()).containsExactly(Feature.SCREENSHOTS);
      assertThat(application(other).ending()).isEqualTo(ending);
      assertThat(registry.applicationsOf(tenant.customerId()))
          .containsExactlyInAnyOrder(tenant.appId(), other.appId());
      assertThat(send(tenant).status()).isEqualTo(200);
      assertThat(reached()).as("nobody as they were").containsExactly("stays@example.com");
      assertThat(switches()).containsExactly("goals false", "screenshots true", "goals true");

      // Again, of the same backup: the same end.
      var items = table.items();
      assertThat(table.restore(at).status()).isZero();
      assertThat(table.items()).containsExactlyInAnyOrderElementsOf(items);

      tenant.with(Feature.GOALS);
      assertThat(switches()).hasSize(4).startsWith("goals true", "goals false");
    }
  }
}
