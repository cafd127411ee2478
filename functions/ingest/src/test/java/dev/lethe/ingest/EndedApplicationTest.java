package dev.lethe.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.lethe.ingest.gate.Gate;
import dev.lethe.ingest.gate.InMemoryGate;
import dev.lethe.ingest.gate.KeysMissingException;
import dev.lethe.ingest.gate.Lives;
import dev.lethe.ingest.origin.ClientOrigins;
import dev.lethe.ingest.origin.EdgeMode;
import dev.lethe.ingest.origin.Origins;
import dev.lethe.ingest.request.BodyReader;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.api.TestLambdaContext;
import dev.lethe.shared.record.IntakeRecord;
import dev.lethe.shared.record.LaneMessage;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.record.StreamRecord;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Ending;
import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.registry.Settings;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// From the very next request on nothing is taken for an application that has ended or is
/// suspended.
class EndedApplicationTest {

  private static final String WRITE_KEY = "lethe_wk_1";

  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final InMemoryGate gate = new InMemoryGate(registry, 1_000);
  private final List<LaneMessage> stream = new ArrayList<>();
  private final List<String> refusals = new ArrayList<>();

  @BeforeEach
  void enrol() {
    registry.enrol(
        new Application("app_1", "cus_1", "App", Settings.STANDARD), ApiKey.shown(WRITE_KEY));
  }

  private APIGatewayProxyResponseEvent send(Gate asked, APIGatewayProxyRequestEvent event) {
    var origins = new Origins(address -> Optional.empty());
    var clock = Clock.fixed(Records.NOON, ZoneOffset.UTC);
    return new IngestHandler(
            new GatewayRequests(new ClientOrigins(EdgeMode.NONE, shown -> true, origins), clock),
            new Ingest(
                new BodyReader(origins),
                asked,
                new Lives(gate, gate, new SecureRandom()),
                new CollectionSwitch(gate, gate),
                (records, deadline) -> stream.addAll(records)),
            new Answers(null),
            refusals::add)
        .handleRequest(event, new TestLambdaContext());
  }

  private static APIGatewayProxyRequestEvent call(String call) {
    return GatewayEvents.of(
            "POST",
            "/v1/{call+}",
            "{\"event\":\"Opened\",\"anonymousId\":\"d1\",\"batch\":[{\"type\":\"track\",\"event\":\"A\",\"anonymousId\":\"d1\"}]}")
        .withPathParameters(Map.of("call", call))
        .withHeaders(GatewayEvents.basic(WRITE_KEY));
  }

  private static APIGatewayProxyRequestEvent settings() {
    return GatewayEvents.of("GET", "/v1/projects/{writeKey}/settings", "")
        .withPathParameters(Map.of("writeKey", WRITE_KEY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"track", "batch", "optout", "optin"})
  void whatIsSentIsRefusedForGood(String call) {
    registry.end("app_1", new Ending(Records.NOON, false, false));
    var answer = send(gate, call(call));
    assertThat(answer.getStatusCode()).isEqualTo(403);
    assertThat(answer.getBody()).contains("\"code\":\"terminated\"");
    assertThat(answer.getHeaders()).doesNotContainKey("Retry-After");
    assertThat(stream).isEmpty();
    assertThat(refusals).containsExactly("terminated");
  }

  @Test
  void whoeverOptsOutOfASuspendedApplicationIsHeard() {
    registry.suspend("app_1", true);
    assertThat(send(gate, call("optout")).getStatusCode()).isEqualTo(200);
    registry.suspend("app_1", false);
    assertThat(send(gate, call("track")).getStatusCode()).isEqualTo(200);
    assertThat(stream)
        .as("a tally, and no record of the device")
        .noneMatch(StreamRecord.class::isInstance);
  }

  @ParameterizedTest
  @ValueSource(strings = {"track", "batch", "optin"})
  void whoeverIsSuspendedSendsNothing(String call) {
    registry.suspend("app_1", true);
    var answer = send(gate, call(call));
    assertThat(answer.getStatusCode()).isEqualTo(403);
    assertThat(answer.getBody()).contains("\"code\":\"suspended\"");
    assertThat(send(gate, settings()).getStatusCode()).isEqualTo(403);
    assertThat(stream).as("that it came, and nothing of it").hasSize(1);
    assertThat(stream.getFirst())
        .isInstanceOfSatisfying(
            IntakeRecord.class,
            told -> {
              assertThat(told.request()).extracting("outcome").isEqualTo("suspended");
              assertThat(told.numbers()).isEmpty();
            });
    assertThat(refusals).containsExactly("suspended", "suspended");
    registry.suspend("app_1", false);
    assertThat(send(gate, call(call)).getStatusCode()).isEqualTo(200);
  }

  @Test
  void untilThenItIsTaken() {
    registry.end("app_1", new Ending(Records.NOON.plusMillis(1), false, false));
    assertThat(send(gate, call("track")).getStatusCode()).isEqualTo(200);
    assertThat(send(gate, settings()).getStatusCode()).isEqualTo(200);
    assertThat(stream).filteredOn(StreamRecord.class::isInstance).hasSize(1);
  }

  @Test
  void aMigrationTakesNothingEither() {
    registry.end("app_1", new Ending(Records.NOON, true, false));
    assertThat(send(gate, call("track")).getStatusCode()).isEqualTo(403);
  }

  @Test
  void anSdkThatAsksIsToldNothing() {
    registry.end("app_1", new Ending(Records.NOON, false, false));
    assertThat(send(gate, settings()).getStatusCode()).isEqualTo(403);
  }

  @Test
  void keysThatAreDestroyedAreNotWaitedFor() {
    Gate destroyed =
        (key, whose) -> {
          throw new KeysMissingException(true);
        };
    assertThat(send(destroyed, call("track")).getStatusCode()).isEqualTo(403);
    assertThat(send(destroyed, settings()).getStatusCode()).isEqualTo(403);
    Gate lost =
        (key, whose) -> {
          throw new KeysMissingException();
        };
    assertThat(send(lost, call("track")).getStatusCode()).isEqualTo(503);
    assertThat(send(lost, settings()).getStatusCode()).isEqualTo(503);
  }
}
