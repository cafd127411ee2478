package dev.lethe.archive.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import dev.lethe.shared.api.TestLambdaContext;
import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.registry.Settings;
import dev.lethe.shared.termination.InMemoryTerminations;
import dev.lethe.shared.termination.Termination;
import dev.lethe.shared.termination.Termination.Reason;
import dev.lethe.shared.termination.Termination.Status;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MigrationExportTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final InMemoryTerminations terminations = new InMemoryTerminations(registry);
  private final InMemoryExports exports = new InMemoryExports();
  private final List<Export> started = new ArrayList<>();
  private boolean startFails;

  private MigrationExport at(Instant now) {
    return new MigrationExport(
        terminations,
        exports,
        export -> {
          if (startFails) {
            throw new IllegalStateException("It cannot be started.");
          }
          started.add(export);
        },
        new SecureRandom(),
        Clock.fixed(now, ZoneOffset.UTC));
  }

  private void ending(Reason reason) {
    registry.enrol(
        new Application("app_1", "cus_1", "App", Settings.STANDARD), ApiKey.shown("lethe_wk_1"));
    terminations.schedule(
        Termination.scheduled("cus_1", "app_1", reason, "key", NOON, Duration.ZERO));
    terminations.advance(entered(), Status.ENDING, NOON);
  }

  private Termination entered() {
    return terminations.find("cus_1", "app_1").orElseThrow();
  }

  private void publish() {
    exports.publish(
        started.getLast(),
        1,
        new DisclosureEntry(
            "cus_1",
            "app_1",
            started.getLast().id(),
            NOON,
            DisclosureEntry.Kind.APPLICATION_EXPORT,
            DisclosureEntry.Recipient.CUSTOMER,
            DisclosureEntry.Ground.CONTROLLER_INSTRUCTION,
            "key",
            Map.of()));
  }

  @Test
  void whatIsNoMigrationWaitsForNothing() {
    ending(Reason.TERMINATION);
    assertThat(at(NOON).isOver("cus_1", "app_1")).isTrue();
    assertThat(started).isEmpty();
  }

  @Test
  void aMigrationMakesOneExportOfAllThatIsArchived() {
    ending(Reason.MIGRATION);
    assertThat(at(NOON).isOver("cus_1", "app_1")).isFalse();
    assertThat(at(NOON.plusSeconds(60)).isOver("cus_1", "app_1")).isFalse();
    assertThat(started).hasSize(1);
    assertThat(started.getFirst().from()).isEqualTo(LocalDate.parse("2026-08-26"));
    assertThat(started.getFirst().to()).isEqualTo(LocalDate.parse("2026-11-24"));
    assertThat(entered().export()).isEqualTo(started.getFirst().id());
    assertThat(entered().status()).isEqualTo(Status.ENDING);
  }

  /// Features are not switched any more then: it knows of all that was erased.
  @Test
  void whatWasErasedJustBeforeHidesNoMigration() {
    ending(Reason.MIGRATION);
    at(NOON).isOver("cus_1", "app_1");
    var application = registry.application("app_1").orElseThrow().erased(NOON.minusMillis(1));
    assertThat(started.getFirst().isErased(application)).isFalse();
  }

  @Test
  void whenItIsReadyItIsWaitedForUntilItIsCollected() {
    ending(Reason.MIGRATION);
    at(NOON).isOver("cus_1", "app_1");
    publish();
    assertThat(at(NOON).isOver("cus_1", "app_1")).isFalse();
    assertThat(entered().status()).isEqualTo(Status.COLLECTING);
    assertThat(at(NOON).isOver("cus_1", "app_1")).isFalse();
    terminations.advance(entered(), Status.COLLECTED, NOON);
    assertThat(at(NOON).isOver("cus_1", "app_1")).isTrue();
    assertThat(started).hasSize(1);
  }

  @Test
  void oneThatFailsIsMadeAgain() {
    ending(Reason.MIGRATION);
    at(NOON).isOver("cus_1", "app_1");
    exports.fail(started.getFirst());
    assertThat(at(NOON).isOver("cus_1", "app_1")).isFalse();
    assertThat(started).hasSize(2);
    assertThat(entered().export()).isEqualTo(started.getLast().id());
  }

  @Test
  void oneThatCannotBeStartedIsMadeAgain() {
    ending(Reason.MIGRATION);
    startFails = true;
    assertThatThrownBy(() -> at(NOON).isOver("cus_1", "app_1"))
        .isInstanceOf(IllegalStateException.class);
    startFails = false;
    assertThat(at(NOON).isOver("cus_1", "app_1")).isFalse();
    assertThat(started).hasSize(1);
    assertThat(entered().export()).isEqualTo(started.getFirst().id());
  }

  @Test
  void afterThirtyDaysNobodyIsWaitedForAnyMore() {
    ending(Reason.MIGRATION);
    at(NOON).isOver("cus_1", "app_1");
    publish();
    at(NOON).isOver("cus_1", "app_1");
    var deadline = NOON.plus(Duration.ofDays(30));
    assertThat(at(deadline.minusMillis(1)).isOver("cus_1", "app_1")).isFalse();
    assertThat(at(deadline).isOver("cus_1", "app_1")).isTrue();
  }

  @Test
  void whatHasNotEndedIsNotExported() {
    registry.enrol(
        new Application("app_1", "cus_1", "App", Settings.STANDARD), ApiKey.shown("lethe_wk_1"));
    terminations.schedule(
        Termination.scheduled("cus_1", "app_1", Reason.MIGRATION, "key", NOON, Duration.ZERO));
    assertThatThrownBy(() -> at(NOON).isOver("cus_1", "app_1"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void inTheEndAllExportsAreFoundNoMore() {
    ending(Reason.MIGRATION);
    at(NOON).isOver("cus_1", "app_1");
    at(NOON).endAll("cus_1", "app_1");
    assertThat(exports.of("cus_1", "app_1")).isEmpty();
    assertThat(entered().export()).isNotNull();
  }

  private static final String CUSTOMER = "cus_0123456789abcdef01234567";
  private static final String APP = "app_0123456789abcdef01234567";

  @Test
  @SuppressWarnings("unchecked")
  void theStateMachineIsToldWhetherItIsOver() {
    registry.enrol(
        new Application(APP, CUSTOMER, "App", Settings.STANDARD), ApiKey.shown("lethe_wk_2"));
    var asked =
        Termination.scheduled(CUSTOMER, APP, Reason.TERMINATION, "key", NOON, Duration.ZERO);
    terminations.schedule(asked);
    terminations.advance(asked, Status.ENDING, NOON);
    var handler = new ExportEndingHandler(at(NOON));
    var input = EventLoader.loadEvent("events/ending-export.json", Map.class);
    assertThat(handler.handleRequest(input, new TestLambdaContext()))
        .isEqualTo(Map.of("isOver", true));
    assertThat(
            handler.handleRequest(
                Map.of("step", "end_exports", "customer", CUSTOMER, "app", APP),
                new TestLambdaContext()))
        .isEmpty();
  }
}
