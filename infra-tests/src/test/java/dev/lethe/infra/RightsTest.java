package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.ArchivedLines;
import dev.lethe.infra.stack.Await;
import dev.lethe.infra.stack.ExportedLines;
import dev.lethe.infra.stack.RightsRequests;
import dev.lethe.infra.stack.Subject;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.ingest.request.Whose;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.record.Purpose;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.RequestStatus;
import dev.lethe.subjects.request.RequestType;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What a customer asks for a subject takes effect from the next request on, and lasts until it is
/// lifted.
class RightsTest {

  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

  private final Tenant tenant = Tenant.enrol("Rights");
  private final Subject subject = new Subject(tenant, "device-" + UUID.randomUUID());
  private final RightsRequests requests = new RightsRequests(tenant);

  private void send(String event) {
    var body =
        "{\"event\":\"%s\",\"anonymousId\":\"%s\",\"messageId\":\"%s\"}"
            .formatted(event, subject.device(), UUID.randomUUID());
    var sent =
        Api.post(
            "/v1/track",
            body.getBytes(StandardCharsets.UTF_8),
            GatewayEvents.basic(tenant.writeKey()));
    assertThat(sent.status()).isEqualTo(200);
  }

  private void ask(RequestType type, Purpose... purposes) {
    var done = requests.done(type, Set.of(purposes), Whose.of(null, subject.device()));
    assertThat(done.timeline().status()).isEqualTo(RequestStatus.COMPLETED);
    assertThat(done.steps()).containsKeys("received", "identified", "begun");
  }

  /// The events that statistics count, once it is known what became of so many.
  private Map<String, Long> counted(long sent) {
    tenant.awaitIntake(sent);
    return events();
  }

  private Map<String, Long> events() {
    return tenant.await(today.minusDays(1), today, "event", 0);
  }

  private void archived(int lines) {
    Await.found(() -> new ArchivedLines().of(tenant.appId()).size() == lines ? true : null);
  }

  /// How many lines have their facts in clear.
  private long inClear() {
    return new ArchivedLines()
        .of(tenant.appId()).stream().filter(line -> !line.taken().facts().isEmpty()).count();
  }

  private String event(String name) {
    return name + " " + today;
  }

  private JsonNode export() {
    var exports = "/v1/apps/" + tenant.appId() + "/exports";
    var key = GatewayEvents.bearer(tenant.secretKey());
    var id = Api.post(exports, new byte[0], key).json().path("id").asText();
    return Await.found(() -> {
      var export = Api.get(exports + "/" + id, key).json();
      return export.path("status").asText().equals("ready") ? export : null;
    });
  }

  @Test
  void theRestrictedAreKeptSealedAndNotUsedUntilItIsLifted() {
    send("Before");
    archived(1);
    var before = export();
    assertThat(ExportedLines.of(before)).hasSize(1);
    ask(RequestType.RESTRICTION);
    assertThat(inClear()).isZero();
    send("Meanwhile");
    archived(2);
    assertThat(inClear()).isZero();
    assertThat(counted(2)).containsOnlyKeys(event("Before"));
    assertThat(ExportedLines.of(before)).isEmpty();
    ask(RequestType.LIFT_RESTRICTION);
    send("After");
    archived(3);
    assertThat(inClear()).as("what came meanwhile never had facts").isEqualTo(2);
    assertThat(counted(3)).containsOnlyKeys(event("Before"), event("After"));
  }

  @Test
  void whoObjectsToStatisticsIsTakenOutAndCountedAgainOnlyFromTheLiftingOn() {
    send("Before");
    assertThat(counted(1)).containsOnlyKeys(event("Before"));
    ask(RequestType.OBJECTION, Purpose.STATISTICS);
    assertThat(events()).isEmpty();
    send("Meanwhile");
    archived(2);
    assertThat(inClear()).as("research is not objected to").isEqualTo(2);
    ask(RequestType.CONSENT_WITHDRAWAL, Purpose.STATISTICS);
    ask(RequestType.LIFT_OBJECTION, Purpose.STATISTICS);
    send("Still without consent");
    ask(RequestType.LIFT_CONSENT_WITHDRAWAL, Purpose.STATISTICS);
    send("After");
    archived(4);
    Await.found(() -> events().isEmpty() ? null : true);
    assertThat(events()).containsOnlyKeys(event("After"));
  }

  @Test
  void nothingIsCollectedOfWhomItIsStopped() {
    ask(RequestType.STOP_COLLECTION);
    send("Meanwhile");
    assertThat(tenant.awaitIntake(1)).containsOnlyKeys("suppressed_stopped");
    ask(RequestType.LIFT_STOP_COLLECTION);
    send("After");
    assertThat(counted(2)).containsOnlyKeys(event("After"));
  }

  @Test
  void whoIsUnknownIsErasedAllTheSame() {
    EnteredRequest done =
        requests.done(RequestType.ERASURE, Set.of(), Whose.of(null, subject.device()));
    assertThat(done.timeline().status()).isEqualTo(RequestStatus.COMPLETED);
    assertThat(done.steps()).containsKey("issued");
    assertThat(List.copyOf(done.steps().keySet())).contains("verified:archive", "done:vault");
  }
}
