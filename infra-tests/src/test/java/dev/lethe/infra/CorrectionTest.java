package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.ArchivedLines;
import dev.lethe.infra.stack.Commands;
import dev.lethe.infra.stack.RightsRequests;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.ingest.request.Whose;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.registry.Feature;
import dev.lethe.subjects.request.RequestType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/// What a customer puts right is what the person is given, all of it asked for and had over HTTP
/// alone.
class CorrectionTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

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

  /// What the package of a request says of its subject, had as a browser has it.
  private JsonNode given(UUID request) throws IOException, InterruptedException {
    var answer =
        Api.get("/v2/requests/" + request + "/results", GatewayEvents.bearer(tenant.secretKey()));
    assertThat(answer.status()).isEqualTo(303);
    var address = URI.create(answer.headers().firstValue("Location").orElseThrow());
    var had = HTTP.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofInputStream());
    assertThat(had.statusCode()).isEqualTo(200);
    try (var files = new ZipInputStream(had.body())) {
      for (var entry = files.getNextEntry(); entry != null; entry = files.getNextEntry()) {
        if (entry.getName().equals("data.json")) {
          return new JsonMapper().readTree(files.readAllBytes()).path("subjects").path(0);
        }
      }
    }
    throw new AssertionError("There is no data.json.");
  }

  @Test
  void whatIsPutRightIsWhatThePersonIsGiven() throws IOException, InterruptedException {
    tell("Bonn");
    Commands.await(() -> new ArchivedLines().of(tenant.appId()).size() == 1 ? true : null);
    requests.correct("{\"city\":\"Berlin\",\"plan\":null}", whose);
    var asked = requests.ask(RequestType.ACCESS, Set.of(), whose);
    Commands.await(() -> asked.isDone() ? true : null);

    var subject = given(asked.request());
    assertThat(subject.path("attributes").path("city").asText()).isEqualTo("Berlin");
    assertThat(subject.path("attributes").has("plan")).as("taken out").isFalse();
    assertThat(subject.path("corrections")).hasSize(1);
  }
}
