package dev.lethe.retention.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lethe.shared.api.TestLambdaContext;
import dev.lethe.shared.env.Clocks;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Settings;
import dev.lethe.shared.vault.Keyrings;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.Rights;
import dev.lethe.shared.vault.SubjectState;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecoveryTest {

  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final Bytes PEPPER = Keyrings.sealedKey();
  private static final SubjectState STOPPED =
      new SubjectState(1, 2, null, null, Rights.NONE_USED.withStopped(true));

  private final InMemoryLostVault vault = new InMemoryLostVault();
  private final Map<String, Bytes> peppers = new HashMap<>(Map.of("app_1", PEPPER));

  /// An application id, and how many subjects had been put when it got its keys.
  private final Map<String, Long> served = new HashMap<>();

  private static Application application(String id) {
    return new Application(id, "cus_1", "App", Settings.STANDARD);
  }

  private static Pseudonym subject(int number) {
    return new Pseudonym("%05d".formatted(number));
  }

  private void stand(int subjects) {
    IntStream.range(0, subjects)
        .forEach(number -> vault.register.set("app_1", subject(number), STOPPED));
  }

  private long put() {
    return IntStream.range(0, 100)
        .filter(number -> vault.state("app_1", subject(number)).isPresent())
        .count();
  }

  private Recovery recovery(LostVault of, Clock clock, String... apps) {
    return new Recovery(
        new Recovery.Kept(
            () -> List.of(apps).stream().map(RecoveryTest::application).toList(),
            app -> Optional.ofNullable(peppers.get(app)),
            vault),
        app -> {
          served.put(app, put());
          return Keyrings.sealedKey();
        },
        of,
        Runnable::run,
        clock);
  }

  private Recovery.Outcome run(String... apps) {
    return recovery(vault, Clock.fixed(NOW, ZoneOffset.UTC), apps).run(NOW.plusSeconds(1));
  }

  @Test
  void allRightsStandBeforeAnApplicationHasKeys() {
    stand(10);
    assertThat(run("app_1")).isEqualTo(new Recovery.Outcome(1, 10, 0, true));
    assertThat(vault.state("app_1", subject(9))).contains(STOPPED.recovered(NOW));
    assertThat(served).isEqualTo(Map.of("app_1", 10L));
    var keyring = Objects.requireNonNull(vault.keys.get("app_1"));
    assertThat(keyring.pepper()).isEqualTo(PEPPER);
    assertThat(keyring.keyEncryptionKeys()).hasSize(1);
    assertThat(run("app_1")).as("twice").isEqualTo(new Recovery.Outcome(0, 0, 0, true));
  }

  @Test
  void whoHasKeysIsNotTouched() {
    stand(3);
    vault.keys.put("app_1", Keyrings.sealed(LocalDate.EPOCH));
    assertThat(run("app_1")).isEqualTo(new Recovery.Outcome(0, 0, 0, true));
    assertThat(put()).isZero();
  }

  @Test
  void whoHasEndedStaysAsItIsAndIsToldOf() {
    peppers.put("app_2", Keyrings.sealedKey());
    assertThat(run("ended", "app_1", "app_2")).isEqualTo(new Recovery.Outcome(2, 0, 1, true));
    assertThat(vault.keys).containsOnlyKeys("app_1", "app_2");
  }

  @Test
  void theNextTimeGoesOnWhereItWasLeft() {
    stand(10);
    var ticking = ticking();
    var outcome = recovery(vault, ticking, "app_1").run(NOW.plusSeconds(3));
    assertThat(outcome.isDone()).isFalse();
    assertThat(vault.keys).isEmpty();
    var before = put();
    assertThat(before).isPositive().isLessThan(10);
    assertThat(run("app_1")).isEqualTo(new Recovery.Outcome(1, 10 - before, 0, true));
    assertThat(put()).isEqualTo(10);
  }

  /// A clock that goes on by a second at each look.
  private static Clock ticking() {
    var now = new AtomicReference<>(NOW);
    return Clocks.showing(() -> now.updateAndGet(time -> time.plusSeconds(1)));
  }

  @Test
  void aFailureIsToldWithoutWhoseItWasAndNobodyIsServed() {
    stand(5);
    var failing =
        Killed.after(
            2,
            vault,
            () -> {
              throw new IllegalArgumentException("somebody@example.org");
            });
    assertThatIllegalStateException()
        .isThrownBy(() ->
            recovery(failing, Clock.fixed(NOW, ZoneOffset.UTC), "app_1").run(NOW.plusSeconds(1)))
        .withMessage("Not all rights could be put in the Vault.");
    assertThat(vault.keys).isEmpty();
    assertThat(run("app_1").recovered()).isEqualTo(1);
    assertThat(put()).isEqualTo(5);
  }

  @Test
  void theFunctionSaysWhetherItIsToBeCalledAgain() {
    var clock = Clock.fixed(NOW, ZoneOffset.UTC);
    var handler = new RecoveryHandler(recovery(vault, clock, "app_1", "ended"), clock);
    assertThat(handler.handleRequest(Map.of(), new TestLambdaContext()))
        .isEqualTo(Map.of("status", "done", "recovered", 1, "subjects", 0L, "ended", 1));
    vault.lose();
    stand(4);
    assertThat(handler.handleRequest(Map.of(), new TestLambdaContext()))
        .as("the tests' context leaves no minute")
        .containsEntry("status", "to be continued");
  }
}
