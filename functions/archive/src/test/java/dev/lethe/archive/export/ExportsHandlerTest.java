package dev.lethe.archive.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import dev.lethe.shared.access.TestAccess;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.api.TestLambdaContext;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Customer;
import dev.lethe.shared.registry.Enrolment;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.FeatureSwitch;
import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.registry.Settings;
import dev.lethe.shared.vault.Keyrings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportsHandlerTest {

  private static final String MINE = "lethe_sk_ExampleExampleExampleExampleExampleExampleE";
  private static final String THEIRS = "lethe_sk_theirs";
  private static final Instant NOW = Records.NOON.plus(Duration.ofHours(1));

  private final ExportWorld world = new ExportWorld();
  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final List<Export> started = new ArrayList<>();
  private boolean startFails;

  @BeforeEach
  void enrol() {
    registry.enrol(new Customer("cus_1", "Mine", "a@example.com"), ApiKey.shown(MINE));
    registry.enrol(new Customer("cus_2", "Theirs", "b@example.com"), ApiKey.shown(THEIRS));
    registry.enrol(
        new Application(ExportWorld.APP, "cus_1", "App", Settings.STANDARD), ApiKey.shown("w"));
  }

  private APIGatewayProxyResponseEvent send(APIGatewayProxyRequestEvent event) {
    return handlerAt(NOW).handleRequest(event, new TestLambdaContext());
  }

  private ExportsHandler handlerAt(Instant now) {
    var clock = Clock.fixed(now, ZoneOffset.UTC);
    return new ExportsHandler(
        TestAccess.to(registry, clock),
        world.exports,
        this::start,
        world.files,
        (object, name) -> URI.create("https://bucket.example/" + object),
        clock);
  }

  private void start(Export export) {
    if (startFails) {
      throw new IllegalStateException("Step Functions does not answer.");
    }
    started.add(export);
  }

  private static APIGatewayProxyRequestEvent begin(Map<String, String> parameters) {
    return GatewayEvents.of("POST", "/v1/apps/{app}/exports", "")
        .withPathParameters(Map.of("app", ExportWorld.APP))
        .withQueryStringParameters(parameters)
        .withHeaders(GatewayEvents.bearer(MINE));
  }

  private APIGatewayProxyRequestEvent show() {
    return GatewayEvents.of("GET", "/v1/apps/{app}/exports/{export}", "")
        .withPathParameters(Map.of("app", ExportWorld.APP, "export", world.export.id()))
        .withHeaders(GatewayEvents.bearer(MINE));
  }

  @Test
  void anExportIsBegunAndItsProgressShown() {
    var answer = send(EventLoader.loadApiGatewayRestEvent("events/exports-begin.json"));
    assertThat(answer.getStatusCode()).isEqualTo(202);
    var export = started.getFirst();
    assertThat(answer.getBody())
        .isEqualTo(
            """
            {"id":"%s","app":"app_1","from":"2026-11-01","to":"2026-11-24","status":"running",\
            "requested":"2026-11-24T13:00:00Z","expires":"2026-12-01T13:00:00Z","parts":{"written":0}}\
            """
                .formatted(export.id()));
    assertThat(export.id()).matches("exp_[A-Za-z0-9_-]{22}");
    assertThat(export.by()).isEqualTo(ApiKey.shown(MINE).hash().substring(0, 12));
    assertThat(world.exports.of("cus_1", ExportWorld.APP)).contains(export);
  }

  @Test
  void withoutDaysItIsAllThatTheArchiveKeeps() {
    assertThat(send(begin(Map.of())).getBody())
        .contains("\"from\":\"2026-08-26\",\"to\":\"2026-11-24\"");
  }

  @ParameterizedTest
  @CsvSource({"from,yesterday", "to,2026-13-01", "from,2026-11-25", "since,2026-11-24"})
  void whatCannotBeExportedIsRefused(String parameter, String value) {
    var answer = send(begin(Map.of(parameter, value)));
    assertThat(answer.getStatusCode()).isEqualTo(400);
    assertThat(answer.getBody()).doesNotContain(value);
    assertThat(started).isEmpty();
  }

  @Test
  void tenADayAreEnough() {
    for (var i = 1; i < ExportRequests.PER_DAY; i++) {
      assertThat(send(begin(Map.of())).getStatusCode()).isEqualTo(202);
    }
    var refused = send(begin(Map.of()));
    assertThat(refused.getStatusCode()).isEqualTo(429);
    assertThat(refused.getHeaders()).containsEntry("Retry-After", "86400");
    assertThat(started).hasSize(ExportRequests.PER_DAY - 1);
    assertThat(world.exports.of("cus_1", ExportWorld.APP)).hasSize(ExportRequests.PER_DAY);
    var tomorrow = handlerAt(NOW.plus(Duration.ofHours(25)));
    assertThat(tomorrow.handleRequest(begin(Map.of()), new TestLambdaContext()).getStatusCode())
        .isEqualTo(202);
  }

  @Test
  void whatDoesNotStartHasFailed() {
    startFails = true;
    assertThat(send(begin(Map.of())).getStatusCode()).isEqualTo(503);
    assertThat(world.exports.of("cus_1", ExportWorld.APP))
        .last()
        .extracting(Export::status)
        .isEqualTo(Export.Status.FAILED);
  }

  @Test
  void whatWasAskedForBeforeSomethingInItWasErasedIsNotShownAnyMore() {
    assertThat(send(show()).getStatusCode()).isEqualTo(200);
    erase(world.export.requested());
    assertThat(send(show()).getStatusCode()).isEqualTo(404);
    assertThat(send(list()).getBody()).isEqualTo("{\"exports\":[]}");
    // Whoever asks now knows of it.
    handlerAt(NOW).handleRequest(begin(Map.of()), new TestLambdaContext());
    assertThat(send(list()).getBody()).contains(started.getFirst().id());
  }

  /// An erasure takes its time, opens keys, and is written some moments later.
  @Test
  void whatWasAskedForWhileAnErasureWasBeingWrittenIsNotShown() {
    handlerAt(NOW.plusSeconds(3)).handleRequest(begin(Map.of()), new TestLambdaContext());
    assertThat(send(list()).getBody()).contains(started.getFirst().id());
    erase(NOW);
    assertThat(send(list()).getBody()).isEqualTo("{\"exports\":[]}");
  }

  @Test
  void whatWasAskedForLongAfterAnErasureIsShownThoughItDoesNotKnowOfIt() {
    erase(world.export.requested().minus(Export.WRITTEN_WITHIN).minusMillis(1));
    assertThat(send(show()).getStatusCode()).isEqualTo(200);
  }

  private void erase(Instant time) {
    var application = registry.application(ExportWorld.APP).orElseThrow();
    registry.eraseCollected(
        application,
        FeatureSwitch.erasing(Feature.USER_ATTRIBUTES, time),
        () -> {
          var keys = registry.of(application.id()).orElseThrow();
          return new Enrolment.Replacement(
              keys,
              keys.withoutCollected(Feature.USER_ATTRIBUTES, Keyrings.sealedKey(), Records.NOON));
        });
  }

  private static APIGatewayProxyRequestEvent list() {
    return GatewayEvents.of("GET", "/v1/apps/{app}/exports", "")
        .withPathParameters(Map.of("app", ExportWorld.APP))
        .withHeaders(GatewayEvents.bearer(MINE));
  }

  @Test
  void filesAreShownWhenAllIsDone() {
    world.archive(
        "day=2026-11-24/hour=12/90-000000000000-1.parquet",
        world.line(ExportWorld.APP, "a", "One"));
    var parts = world.planned();
    parts.forEach(part -> world.writer.write(world.export, part));
    assertThat(send(show()).getBody())
        .contains("\"status\":\"running\"", "\"parts\":{\"written\":1,\"all\":1}")
        .doesNotContain("files");
    world.publish(parts);
    assertThat(send(show()).getBody())
        .contains(
            "\"status\":\"ready\"",
            "\"events\":1",
            "\"name\":\"part-00001.ndjson.gz\"",
            "\"url\":\"https://bucket.example/files/app_1/2026-12-02/exp_1/part-00001.ndjson.gz\"")
        .doesNotContain("next");
    assertThat(
            send(GatewayEvents.of("GET", "/v1/apps/{app}/exports", "")
                    .withPathParameters(Map.of("app", ExportWorld.APP))
                    .withHeaders(GatewayEvents.bearer(MINE)))
                .getBody())
        .startsWith("{\"exports\":[{\"id\":\"exp_1\"")
        .doesNotContain("url");
  }

  @Test
  void filesAreToldPageByPage() {
    for (var number = 1; number <= 3; number++) {
      world.files.keep(
          new ExportFiles.PartName(world.export, number), new ExportText("exp_1").finished());
    }
    world.publication.publish(world.export, 0);
    var first = send(show().withQueryStringParameters(Map.of("limit", "2"))).getBody();
    assertThat(first)
        .contains("part-00001", "part-00002", "\"next\":\"part-00002.ndjson.gz\"")
        .doesNotContain("part-00003");
    var second =
        send(show()
                .withQueryStringParameters(Map.of("limit", "2", "after", "part-00002.ndjson.gz")))
            .getBody();
    assertThat(second).contains("part-00003").doesNotContain("part-00002", "next");
  }

  @Test
  void whatRunsForLongerThanItCanHasFailed() {
    var answer =
        handlerAt(NOW.plus(Duration.ofHours(25))).handleRequest(show(), new TestLambdaContext());
    assertThat(answer.getBody()).contains("\"status\":\"failed\"");
  }

  @Test
  void anotherCustomersExportIsNotThere() {
    assertThat(send(show().withHeaders(GatewayEvents.bearer(THEIRS))).getStatusCode())
        .isEqualTo(404);
    assertThat(send(show().withHeaders(Map.of())).getStatusCode()).isEqualTo(401);
    assertThat(
            send(show().withPathParameters(Map.of("app", ExportWorld.APP, "export", "exp_unknown")))
                .getStatusCode())
        .isEqualTo(404);
  }
}
