package dev.lethe.control.restore;

import static dev.lethe.control.restore.RegistryWorld.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.registry.Ending;
import dev.lethe.shared.termination.Termination;
import dev.lethe.shared.termination.Termination.Reason;
import dev.lethe.shared.termination.Termination.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EndsRenewedTest {

  private static final Duration DAY = Duration.ofDays(1);

  private static final Instant BACKUP = RegistryWorld.NOON.minus(DAY);

  private final RegistryWorld world = new RegistryWorld(new Random(1));
  private final String app = world.enrol(1);

  /// As the gate has it, of whose end Requests knows nothing.
  private @Nullable Termination renewed(@Nullable Ending ending) {
    world.table.put("app#" + app, world.application(app).with(ending));
    world.renew(BACKUP);
    return world.renewed.get(app);
  }

  private Instant begins(Termination one) {
    return Objects.requireNonNull(world.started.get(app + '-' + one.asked().toEpochMilli()));
  }

  @Test
  void whatTheGateKnowsGoesOnAtItsTime() {
    var ends = world.now.plus(DAY);
    var renewed = Objects.requireNonNull(renewed(new Ending(ends, true, false)));
    assertThat(renewed.customer()).isEqualTo(CUSTOMER);
    assertThat(renewed.reason()).isEqualTo(Reason.MIGRATION);
    assertThat(renewed.status()).isEqualTo(Status.SCHEDULED);
    assertThat(renewed.ends()).isEqualTo(ends);
    assertThat(begins(renewed)).isEqualTo(ends);
  }

  @Test
  void whatHasEndedIsWorkedOnAsSoonAsItIsEntered() {
    var ends = BACKUP;
    var renewed = Objects.requireNonNull(renewed(new Ending(ends, false, true)));
    assertThat(renewed.reason()).isEqualTo(Reason.TERMINATION);
    assertThat(renewed.ends()).isEqualTo(ends);
    assertThat(renewed.asked()).as("another than there was").isBefore(ends);
    assertThat(begins(renewed)).isEqualTo(world.now.plusSeconds(16));
  }

  @Test
  void whatEndedBeforeTheBackupIsOver() {
    assertThat(renewed(new Ending(BACKUP.minusMillis(1), false, true))).isNull();
  }

  @Test
  void whatGoesOnAndWhatIsKnownIsLeftAlone() {
    assertThat(renewed(null)).isNull();
    world.terminate(app, DAY);
    assertThat(renewed(world.application(app).ending())).isNull();
    assertThat(world.started).isEmpty();
  }

  @Test
  void whatWasCancelledAndAskedForAgainGoesOn() {
    world.terminate(app, DAY);
    world.cancel(app);
    assertThat(renewed(new Ending(world.now.plus(DAY), false, false))).isNotNull();
  }

  @Test
  void whoIsKilledAnywhereLeavesNothingThatNobodyWorksOn() {
    for (var seed = 0; seed < 100; seed++) {
      var killed = new RegistryWorld(new Random(seed));
      for (var each : List.of(killed.enrol(1), killed.enrol(2))) {
        killed.table.put(
            "app#" + each, killed.application(each).with(new Ending(killed.now, false, false)));
      }
      killed.killing.may(true);
      killed.renew(BACKUP);
      assertThat(killed.renewed).hasSize(2);
      assertThat(killed.renewed.values())
          .allSatisfy(one ->
              assertThat(killed.started).containsKey(one.app() + '-' + one.asked().toEpochMilli()));
    }
  }
}
