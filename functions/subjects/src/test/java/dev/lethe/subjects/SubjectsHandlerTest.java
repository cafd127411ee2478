package dev.lethe.subjects;

import static dev.lethe.subjects.World.ID;
import static dev.lethe.subjects.World.KEY;
import static dev.lethe.subjects.World.NOW;
import static dev.lethe.subjects.World.OTHER_KEY;
import static dev.lethe.subjects.World.body;
import static dev.lethe.subjects.World.erasure;
import static dev.lethe.subjects.World.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.signing.CertificateChain;
import dev.lethe.shared.signing.TestSigner;
import dev.lethe.subjects.receipt.SignedReceipt;
import dev.lethe.subjects.request.RequestStatus;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectsHandlerTest {

  private static final String PROBLEM = "application/problem+json";

  private final World world = new World();

  private static void assertSigned(APIGatewayProxyResponseEvent answer, String version) {
    var signature = answer.getHeaders().get("X-" + version + "-Signature");
    assertThat(signature).as(answer.getBody()).isNotNull();
    World.SIGNER
        .certificate()
        .check(
            Bytes.copyOf(answer.getBody().getBytes(StandardCharsets.UTF_8)),
            Bytes.copyOf(Base64.getDecoder().decode(signature)),
            NOW);
  }

  @ParameterizedTest
  @CsvSource({"/v2/discovery, 2.0, OpenDSR", "/v1/discovery, 1.0, OpenGDPR"})
  void discoveryNeedsNoKey(String path, String number, String version) {
    var answer = world.send(event("GET", path, ""));
    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(answer.getBody())
        .contains("\"api_version\":\"" + number + "\"")
        .contains("\"https://" + World.HOST + "/live/v2/certificate.pem\"");
    assertThat(answer.getHeaders()).containsEntry("X-" + version + "-Processor-Domain", World.HOST);
    assertSigned(answer, version);
  }

  @Test
  void theCertificateIsHandedOut() {
    var answer = world.send(event("GET", "/v2/certificate.pem", ""));
    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(answer.getHeaders())
        .containsEntry("Content-Type", "application/pem-certificate-chain");
    assertThat(CertificateChain.of(answer.getBody()).own().fingerprint())
        .isEqualTo(World.SIGNER.certificate().fingerprint());
  }

  @Test
  void theProcessorIsAtTheOperatorsDomain() {
    world.domain = Optional.of("privacy.example.com");
    assertThat(world.send(event("GET", "/v2/discovery", "")).getBody())
        .contains("\"https://privacy.example.com/v2/certificate.pem\"");
    var answer = world.post(erasure(ID).replace(World.HOST, "privacy.example.com"));
    assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(201);
    assertThat(answer.getHeaders())
        .containsEntry("X-OpenDSR-Processor-Domain", "privacy.example.com");
  }

  @Test
  void withoutACertificateNothingIsAnsweredAndThatIsSaid() {
    world.certificate = Optional.empty();
    for (var answer :
        List.of(
            world.send(event("GET", "/v2/discovery", "")),
            world.send(event("GET", "/v2/certificate.pem", "")),
            world.post(erasure(ID)),
            world.get(""))) {
      assertThat(answer.getStatusCode()).isEqualTo(503);
      assertThat(answer.getHeaders()).containsEntry("Content-Type", PROBLEM);
      assertThat(answer.getBody()).contains("urn:lethe:problem:not-certified", "certificate");
    }
    assertThat(world.cases.open()).isEmpty();
    assertThat(world.book.find("cus_1", UUID.fromString(ID))).isEmpty();
  }

  @Test
  void aCertificateOfAnotherKeyIsNone() {
    world.certificate =
        Optional.of(new CertificateChain(TestSigner.create().certificate(), List.of()));
    var answer = world.send(event("GET", "/v2/discovery", ""));
    assertThat(answer.getStatusCode()).isEqualTo(503);
    assertThat(answer.getBody()).contains("not-certified");
    assertThat(answer.getHeaders().keySet()).noneMatch(name -> name.startsWith("X-"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /v2/requests",
        "GET /v2/requests/{id}",
        "DELETE /v2/requests/{id}",
        "GET /v2/requests/{id}/results",
        "GET /v2/requests/{id}/receipt",
        "POST /v1/opengdpr_requests",
        "GET /v1/opengdpr_requests/{id}"
      })
  void whoHasNoSecretKeyIsAnsweredUnsigned(String route) {
    var parts = route.split(" ", 2);
    for (var key : List.of("lethe_sk_unknown", "lethe_wk_app_1")) {
      var answer =
          world.send(
              event(parts[0], parts[1], erasure(ID))
                  .withPathParameters(Map.of("id", ID))
                  .withHeaders(GatewayEvents.bearer(key)));
      assertThat(answer.getStatusCode()).isEqualTo(401);
      assertThat(answer.getHeaders()).containsEntry("Content-Type", PROBLEM);
      assertThat(answer.getHeaders().keySet()).noneMatch(name -> name.startsWith("X-"));
    }
    assertThat(world.send(event(parts[0], parts[1], erasure(ID))).getStatusCode()).isEqualTo(401);
    assertThat(world.cases.open()).isEmpty();
  }

  @Test
  void aRequestIsTakenShownAndCancelled() {
    var taken = world.post(erasure(ID));
    assertThat(taken.getStatusCode()).as(taken.getBody()).isEqualTo(201);
    assertThat(taken.getBody())
        .contains("\"controller_id\":\"cus_1\"", "\"received_time\":\"2026-11-26T12:00:00Z\"");
    assertSigned(taken, "OpenDSR");
    var shown = world.get("");
    assertThat(shown.getStatusCode()).isEqualTo(200);
    assertThat(shown.getBody())
        .contains("\"request_status\":\"pending\"")
        .contains("\"timeline\":[{\"step\":\"received\",\"at\":\"2026-11-26T12:00:00Z\"}]");
    assertSigned(shown, "OpenDSR");
    var cancelled = world.delete(ID);
    assertThat(cancelled.getStatusCode()).isEqualTo(202);
    assertSigned(cancelled, "OpenDSR");
    assertThat(world.get("").getBody()).contains("\"request_status\":\"cancelled\"");
  }

  @Test
  void theOlderRoutesAreServedInTheirOwnWords() {
    var body = erasure(ID).replace("\"extensions\"", "\"property_id\":\"app_1\",\"extensions\"");
    var taken =
        world.send(
            event("POST", "/v1/opengdpr_requests", body).withHeaders(GatewayEvents.bearer(KEY)));
    assertThat(taken.getStatusCode()).as(taken.getBody()).isEqualTo(201);
    assertSigned(taken, "OpenGDPR");
    var older = "/v1/opengdpr_requests/{id}";
    assertSigned(world.ask("GET", older, ID, KEY), "OpenGDPR");
    assertThat(world.ask("GET", older + "/results", ID, KEY).getStatusCode()).isEqualTo(404);
    assertThat(world.ask("GET", older + "/receipt", ID, KEY).getStatusCode()).isEqualTo(404);
    assertThat(world.ask("DELETE", older, ID, KEY).getStatusCode()).isEqualTo(202);
  }

  @Test
  void refusalsAreSignedAndNameNobody() {
    for (var answer :
        List.of(
            world.post("{"),
            world.post(erasure(ID).replace("\"email\"", "\"name\"")),
            world.get(""),
            world.ask("GET", "/v2/requests/{id}", "nonsense", KEY),
            world.delete(ID))) {
      assertSigned(answer, "OpenDSR");
      assertThat(answer.getStatusCode()).isIn(400, 404);
      assertThat(answer.getBody()).doesNotContain("jane", "nonsense");
    }
  }

  @Test
  void anotherCustomerSeesNothing() {
    world.post(erasure(ID));
    for (var below : List.of("", "/results", "/receipt")) {
      var theirs = world.ask("GET", "/v2/requests/{id}" + below, ID, OTHER_KEY);
      var nobodys =
          world.ask("GET", "/v2/requests/{id}" + below, UUID.randomUUID().toString(), OTHER_KEY);
      assertThat(theirs.getStatusCode()).isEqualTo(404);
      assertThat(theirs.getBody()).isEqualTo(nobodys.getBody());
    }
    assertThat(world.ask("DELETE", "/v2/requests/{id}", ID, OTHER_KEY).getStatusCode())
        .isEqualTo(404);
    assertThat(world.status(ID)).isEqualTo(RequestStatus.PENDING);
  }

  @Test
  void whatIsBegunIsNotCancelled() {
    world.post(erasure(ID));
    world.progress().begin("cus_1", UUID.fromString(ID));
    var answer = world.delete(ID);
    assertThat(answer.getStatusCode()).isEqualTo(409);
    assertThat(answer.getBody()).contains("not_cancellable", "in_progress");
    assertSigned(answer, "OpenDSR");
  }

  /// Whoever began it was killed before it said so.
  @Test
  void whatIsBegunIsNotCancelledThoughItIsNotToldYet() {
    world.post(erasure(ID));
    world.book.begin("cus_1", UUID.fromString(ID));
    var answer = world.delete(ID);
    assertThat(answer.getStatusCode()).isEqualTo(409);
    assertThat(answer.getBody()).contains("in_progress");
    assertThat(world.status(ID)).isEqualTo(RequestStatus.PENDING);
  }

  @Test
  void theResultsOfAccessAreElsewhereWhenItIsCompleted() {
    world.post(body(ID, "access", ""));
    var id = UUID.fromString(ID);
    var there = URI.create("https://bucket.example/package.zip?signed");
    world.packages.put(id, there);
    assertThat(world.get("/results").getStatusCode()).as("it is not completed").isEqualTo(404);
    world.progress().begin("cus_1", id);
    world.progress().complete("cus_1", id);
    assertThat(world.get("").getBody())
        .contains(
            "\"results_url\":\"https://"
                + World.HOST
                + "/live/v2/requests/"
                + ID
                + "/results\",\"results_count\":1");
    var answer = world.get("/results");
    assertThat(answer.getStatusCode()).isEqualTo(303);
    assertThat(answer.getHeaders()).containsEntry("Location", there.toString());
    assertSigned(answer, "OpenDSR");
    world.packages.clear();
    assertThat(world.get("/results").getStatusCode()).as("its time is over").isEqualTo(404);
    assertThat(world.get("").getBody()).doesNotContain("results_url");
  }

  @Test
  void theReceiptOfAnErasureIsTheSameForWhoWasJoined() {
    var second = UUID.randomUUID();
    var third = UUID.randomUUID();
    world.post(erasure(ID));
    world.post(erasure(second.toString()));
    world.post(erasure(third.toString()));
    world.delete(third.toString());
    assertThat(world.get("/receipt").getStatusCode()).isEqualTo(404);
    world.progress().begin("cus_1", UUID.fromString(ID));
    var file = "{\"receipt\":\n{}\n,\"signature\":{}}\n";
    var bytes = Bytes.copyOf(file.getBytes(StandardCharsets.UTF_8));
    world.receipts.append(world.receipts.head("cus_1"), new SignedReceipt("cus_1", ID, 1, bytes));
    world.progress().complete("cus_1", UUID.fromString(ID));
    for (var id : List.of(ID, second.toString())) {
      var answer = world.ask("GET", "/v2/requests/{id}/receipt", id, KEY);
      assertThat(answer.getStatusCode()).isEqualTo(200);
      assertThat(answer.getBody()).isEqualTo(file);
      assertSigned(answer, "OpenDSR");
    }
    assertThat(world.ask("GET", "/v2/requests/{id}/receipt", third.toString(), KEY).getStatusCode())
        .isEqualTo(404);
  }

  @Test
  void knowsNoOtherRoute() {
    assertThat(world.ask("PUT", "/v2/requests/{id}", ID, KEY).getStatusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "events/subjects-discover.json, 200",
    "events/subjects-certificate.json, 200",
    "events/subjects-request.json, 201",
    "events/subjects-status.json, 200",
    "events/subjects-cancel.json, 202",
    "events/subjects-results.json, 404",
    "events/subjects-receipt.json, 404"
  })
  void theSamplesAreTaken(String sample, int status) {
    if (!sample.contains("-request.")) {
      world.post(erasure(ID));
    }
    var answer = world.send(EventLoader.loadApiGatewayRestEvent(sample));
    assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
  }
}
