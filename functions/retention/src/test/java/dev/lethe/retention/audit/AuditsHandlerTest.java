package dev.lethe.retention.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import dev.lethe.retention.audit.Audit.Status;
import dev.lethe.retention.probe.InMemoryPapers;
import dev.lethe.shared.access.TestAccess;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.api.TestLambdaContext;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Customer;
import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.registry.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditsHandlerTest {

  private static final String MINE = "lethe_sk_ExampleExampleExampleExampleExampleExampleE";
  private static final String THEIRS = "lethe_sk_theirs";
  private static final String AUDIT = "/v1/apps/{app}/audits/{audit}";
  private static final Instant NOW = Instant.parse("2026-11-26T13:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final InMemoryAudits audits = new InMemoryAudits(CLOCK);
  private final AuditFiles files = new AuditFiles(new InMemoryPapers());
  private final List<Audit> started = new ArrayList<>();
  private boolean startFails;

  @BeforeEach
  void enrol() {
    registry.enrol(new Customer("cus_1", "Mine", "a@example.com"), ApiKey.shown(MINE));
    registry.enrol(new Customer("cus_2", "Theirs", "b@example.com"), ApiKey.shown(THEIRS));
    registry.enrol(new Application("app_1", "cus_1", "App", Settings.STANDARD), ApiKey.shown("w"));
  }

  private void start(Audit audit) {
    if (startFails) {
      throw new IllegalStateException("Step Functions does not answer.");
    }
    started.add(audit);
  }

  private APIGatewayProxyResponseEvent send(APIGatewayProxyRequestEvent event) {
    return sendAt(NOW, event);
  }

  private APIGatewayProxyResponseEvent sendAt(Instant now, APIGatewayProxyRequestEvent event) {
    var clock = Clock.fixed(now, ZoneOffset.UTC);
    return new AuditsHandler(TestAccess.to(registry, clock), audits, this::start, files, clock)
        .handleRequest(event, new TestLambdaContext());
  }

  private static APIGatewayProxyRequestEvent begin() {
    return EventLoader.loadApiGatewayRestEvent("events/audits-begin.json");
  }

  private static APIGatewayProxyRequestEvent show(String name) {
    return GatewayEvents.of("GET", AUDIT, "")
        .withPathParameters(Map.of("app", "app_1", "audit", name))
        .withHeaders(GatewayEvents.bearer(MINE));
  }

  private Audit begun() {
    assertThat(send(begin()).getStatusCode()).isEqualTo(202);
    return started.getLast();
  }

  @Test
  void anAuditIsBegunAndItsStatusShown() {
    var answer = send(begin());
    var audit = started.getFirst();
    assertThat(audit.id()).matches("aud_[A-Za-z0-9_-]{22}");
    assertThat(audit.by()).isEqualTo(ApiKey.shown(MINE).hash().substring(0, 12));
    assertThat(answer.getBody())
        .isEqualTo(
            """
            {"id":"%s","app":"app_1","status":"running","requested":"2026-11-26T13:00:00Z",\
            "expires":"2028-12-25T13:00:00Z"}\
            """
                .formatted(audit.id()));
    assertThat(send(show(audit.id())).getBody()).isEqualTo(answer.getBody());
    assertThat(send(show(audit.id() + ".html")).getStatusCode()).isEqualTo(404);
    assertThat(
            send(GatewayEvents.of("GET", "/v1/apps/{app}/audits", "")
                    .withPathParameters(Map.of("app", "app_1"))
                    .withHeaders(GatewayEvents.bearer(MINE)))
                .getBody())
        .isEqualTo("{\"audits\":[" + answer.getBody() + "]}");
  }

  @Test
  void whatIsReadyIsHandedOutByteForByte() {
    var audit = begun();
    files.keep(audit, AuditFiles.Form.JSON, Bytes.copyOf("{\"audit\":\n1\n".getBytes(UTF_8)));
    files.keep(audit, AuditFiles.Form.HTML, Bytes.copyOf("<p>é".getBytes(UTF_8)));
    assertThat(send(show(audit.id())).getBody()).contains("running");
    audits.end(audit, Status.READY);
    var answer = send(show(audit.id()));
    assertThat(answer.getBody()).isEqualTo("{\"audit\":\n1\n");
    assertThat(answer.getHeaders()).containsEntry("Content-Type", "application/json");
    var page = send(show(audit.id() + ".html"));
    assertThat(page.getBody()).isEqualTo("<p>é");
    assertThat(page.getHeaders())
        .containsEntry("Content-Type", "text/html; charset=utf-8")
        .containsEntry("Cache-Control", "no-store");
  }

  @Test
  void thereAreThreeADay() {
    begun();
    begun();
    begun();
    var refused = send(begin());
    assertThat(refused.getStatusCode()).isEqualTo(429);
    assertThat(refused.getHeaders()).containsEntry("Retry-After", "86400");
    assertThat(started).hasSize(3);
    assertThat(audits.of("cus_1", "app_1")).hasSize(3);
    assertThat(sendAt(NOW.plus(Duration.ofDays(1)), begin()).getStatusCode()).isEqualTo(202);
  }

  @Test
  void whatCannotBeBegunHasFailed() {
    startFails = true;
    assertThat(send(begin()).getStatusCode()).isEqualTo(503);
    assertThat(audits.of("cus_1", "app_1").getFirst().status()).isEqualTo(Status.FAILED);
  }

  @Test
  void whatRunsForLongerThanItCanHasFailed() {
    var audit = begun();
    assertThat(sendAt(NOW.plus(Duration.ofHours(25)), show(audit.id())).getBody())
        .contains("\"status\":\"failed\"");
  }

  @Test
  void anotherCustomersAuditIsNotThere() {
    var audit = begun();
    var theirs = GatewayEvents.bearer(THEIRS);
    assertThat(send(show(audit.id()).withHeaders(theirs)).getStatusCode()).isEqualTo(404);
    assertThat(send(begin().withHeaders(theirs)).getBody())
        .isEqualTo(
            send(begin().withHeaders(theirs).withPathParameters(Map.of("app", "app_no")))
                .getBody());
    assertThat(send(show(audit.id()).withHeaders(Map.of())).getStatusCode()).isEqualTo(401);
    assertThat(send(show("aud_unknown")).getStatusCode()).isEqualTo(404);
    assertThat(
            send(show(audit.id()).withQueryStringParameters(Map.of("form", "html")))
                .getStatusCode())
        .isEqualTo(400);
  }
}
