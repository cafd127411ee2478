package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.ArchivedLines;
import dev.lethe.infra.stack.Await;
import dev.lethe.infra.stack.GivenPackage;
import dev.lethe.infra.stack.RightsRequests;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.ingest.request.Whose;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.registry.Feature;
import dev.lethe.subjects.request.RequestType;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What a customer puts right is what the person is given, all of it asked for and had over HTTP
/// alone.
class CorrectionTest {

  private final Tenant tenant = Tenant.enrol("Correction").with(Feature.USER_ATTRIBUTES);
  private final String device = "device-" + UUID.randomUUID();
  private final Whose whose = Whose.of(null, device);
  private final RightsRequests requests = new RightsRequests(tenant);

  private void tell(String city) {
    var body =
        "{\"anonymousId\":\"%s\",\"traits\":{\"city\":\"%s\",\"plan\":\"free\"},\"messageId\":\"%s\"}"
            .formatted(device, city, UUID.randomUUID());
    var sent =
        Api.post(
            "/v1/identify",
            body.getBytes(StandardCharsets.UTF_8),
            GatewayEvents.basic(tenant.writeKey()));
    assertThat(sent.status()).isEqualTo(200);
  }

  @Test
  void whatIsPutRightIsWhatThePersonIsGiven() {
    tell("Bonn");
    Await.found(() -> new ArchivedLines().of(tenant.appId()).size() == 1 ? true : null);
    requests.correct("{\"city\":\"Berlin\",\"plan\":null}", whose);
    var asked = requests.ask(RequestType.ACCESS, Set.of(), whose);
    Await.found(() -> asked.isDone() ? true : null);

    var subject = GivenPackage.of(tenant, asked.request()).subjects().path(0);
    assertThat(subject.path("attributes").path("city").asText()).isEqualTo("Berlin");
    assertThat(subject.path("attributes").has("plan")).as("taken out").isFalse();
    assertThat(subject.path("corrections")).hasSize(1);
  }
}
