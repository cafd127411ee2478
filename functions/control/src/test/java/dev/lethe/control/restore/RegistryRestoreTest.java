package dev.lethe.control.restore;

import static dev.lethe.control.restore.RegistryWorld.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Ending;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.termination.Termination;
import dev.lethe.shared.termination.Termination.Reason;
import dev.lethe.shared.termination.Termination.Status;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RegistryRestoreTest {

  private static final Duration DAY = Duration.ofDays(1);

  private final RegistryWorld world = new RegistryWorld(new Random(1));
  private final String app = world.enrol(1);

  private void loseAfter(Runnable since) {
    var backup = world.backUp();
    world.now = world.now.plus(DAY);
    since.run();
    world.restore(backup);
  }

  private Application restored() {
    return Objects.requireNonNull((Application) world.table.get("app#" + app));
  }

  @Test
  void whatIsMissingComesBackWithItsKeysAndItsCustomer() {
    world.switchFeature(app, Feature.GOALS, true);
    loseAfter(() -> {});
    assertThat(restored()).isEqualTo(world.application(app));
    assertThat(world.table.keySet())
        .contains("customer#" + CUSTOMER, "key#secret", "key#" + app)
        .anyMatch(id -> id.startsWith("feature#" + app));
    assertThat(world.linked.get(CUSTOMER)).containsExactly(app);
  }

  @Test
  void whatWasSwitchedOffSinceIsOffAndItsHistorySaysSo() {
    world.switchFeature(app, Feature.GOALS, true);
    world.switchFeature(app, Feature.SCREENSHOTS, true);
    loseAfter(() -> world.switchFeature(app, Feature.GOALS, false));
    assertThat(restored().settings().features()).containsExactly(Feature.SCREENSHOTS);
    assertThat(world.table).containsKey("feature#" + app + "#goals#" + world.now);
  }

  @Test
  void whatWasSwitchedOffInTheMomentOfTheBackupIsOff() {
    world.switchFeature(app, Feature.GOALS, true);
    var backup = world.backUp();
    // Whoever did took a moment to write it.
    world.now = world.now.minusSeconds(60);
    world.switchFeature(app, Feature.GOALS, false);
    world.restore(backup);
    assertThat(restored().settings().features()).isEmpty();
  }

  @Test
  void whatWasSwitchedOffBeforeAndOnAgainIsOn() {
    world.switchFeature(app, Feature.GOALS, false);
    world.now = world.now.plus(DAY);
    world.switchFeature(app, Feature.GOALS, true);
    loseAfter(() -> {});
    assertThat(restored().settings().features()).containsExactly(Feature.GOALS);
  }

  @Test
  void anApplicationThatIsGoneIsGoneAndHasNoKeys() {
    world.switchFeature(app, Feature.GOALS, true);
    loseAfter(() -> {
      world.terminate(app, Duration.ZERO);
      world.goOn(app);
      world.goOn(app);
    });
    assertThat(restored().ending()).isEqualTo(new Ending(world.now, false, true));
    assertThat(world.table.keySet())
        .noneMatch(id -> id.startsWith("key#app") || id.startsWith("feature#"));
    assertThat(world.linked).doesNotContainKey(CUSTOMER);
  }

  @Test
  void anApplicationThatEndsSinceEnds() {
    loseAfter(() -> world.terminate(app, DAY));
    assertThat(restored().ending()).isEqualTo(new Ending(world.now.plus(DAY), true, false));
  }

  @Test
  void anApplicationWhoseEndWasCancelledSinceGoesOn() {
    world.terminate(app, DAY.multipliedBy(9));
    loseAfter(() -> world.cancel(app));
    assertThat(restored().ending()).isNull();
  }

  @Test
  void aCustomerThatHasEndedCannotBeReached() {
    loseAfter(() -> {
      world.terminations.schedule(
          Termination.scheduled(
              CUSTOMER, CUSTOMER, Reason.TERMINATION, "operator", world.now, Duration.ZERO));
      var own = world.terminations.find(CUSTOMER, CUSTOMER).orElseThrow();
      world.terminations.advance(own, Status.ENDING, world.now);
      world.terminations.advance(own.become(Status.ENDING, world.now), Status.DELETING, world.now);
    });
    assertThat(world.table).containsEntry("customer#" + CUSTOMER, "ended");
    assertThat(world.table).doesNotContainKey("key#secret");
  }

  @Test
  void whatIsThereIsNewerAndStays() {
    world.switchFeature(app, Feature.GOALS, true);
    var backup = world.backUp();
    world.switchFeature(app, Feature.GOALS, false);
    world.table.put("app#" + app, world.application(app));
    world.restore(backup);
    assertThat(restored().settings().features()).isEmpty();
  }
}
