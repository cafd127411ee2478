package dev.lethe.control.restore;

import static dev.lethe.control.restore.RegistryWorld.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Ending;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.FeatureSwitch;
import dev.lethe.shared.registry.Grant;
import dev.lethe.shared.registry.IssuedKey;
import dev.lethe.shared.termination.Termination;
import dev.lethe.shared.termination.Termination.Reason;
import dev.lethe.shared.termination.Termination.Status;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RegistryRestoreTest {

  private static final Duration DAY = Duration.ofDays(1);

  private final RegistryWorld world = new RegistryWorld(new Random(1));
  private final String app = world.enrol(1);
  private final IssuedKey secret = world.issue(new Grant.Secret(CUSTOMER), 1);
  private final IssuedKey write = world.issue(new Grant.Write(app), 2);

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
        .contains("customer#" + CUSTOMER)
        .anyMatch(id -> id.startsWith("feature#" + app));
    assertThat(world.table)
        .containsEntry("key#" + secret.hash(), secret)
        .containsEntry("key#" + write.hash(), write);
    assertThat(world.linked.get(CUSTOMER)).containsExactlyInAnyOrder(app, secret.hash());
    assertThat(world.linked.get(app)).contains(write.hash());
  }

  @Test
  void whatWasSwitchedOffSinceIsOffAndItsHistorySaysSo() {
    world.switchFeature(app, Feature.GOALS, true);
    world.switchFeature(app, Feature.SCREENSHOTS, true);
    loseAfter(() -> world.switchFeature(app, Feature.GOALS, false));
    assertThat(restored().settings().features()).containsExactly(Feature.SCREENSHOTS);
    assertThat(world.table).containsKey(RegistryWorld.idOfSwitch(app, 3));
  }

  @Test
  void whatWasErasedSinceIsToldAndNoExportFromBeforeIsShown() {
    world.switchFeature(app, Feature.USER_ATTRIBUTES, true);
    loseAfter(() -> world.eraseCollected(app, Feature.USER_ATTRIBUTES));
    assertThat(world.table).containsKey(RegistryWorld.idOfSwitch(app, 2));
    assertThat(world.switchedSince)
        .containsExactly(FeatureSwitch.erasing(Feature.USER_ATTRIBUTES, world.now));
    assertThat(restored().erased()).isEqualTo(world.now);
  }

  @Test
  void whatWasErasedSinceStaysErasedHoweverItIsSwitchedOffAfterwards() {
    world.switchFeature(app, Feature.USER_ATTRIBUTES, true);
    loseAfter(() -> {
      world.eraseCollected(app, Feature.USER_ATTRIBUTES);
      world.now = world.now.plusSeconds(60);
      world.switchFeature(app, Feature.USER_ATTRIBUTES, false);
    });
    assertThat(restored().erased()).isEqualTo(world.now.minusSeconds(60));
  }

  @Test
  void whatWasErasedBeforeTheBackupStaysErased() {
    world.switchFeature(app, Feature.USER_ATTRIBUTES, true);
    world.eraseCollected(app, Feature.USER_ATTRIBUTES);
    var erased = world.now;
    world.now = world.now.plus(DAY);
    loseAfter(() -> world.switchFeature(app, Feature.GOALS, false));
    assertThat(restored().erased()).isEqualTo(erased);
  }

  @Test
  void whatTheBackupKnowsToBeOffIsInTheHistoryOnce() {
    world.switchFeature(app, Feature.GOALS, true);
    world.switchFeature(app, Feature.GOALS, false);
    world.restore(world.backUp());
    assertThat(restored().settings().features()).isEmpty();
    assertThat(world.table.keySet())
        .filteredOn(id -> id.startsWith("feature#"))
        .containsExactly(RegistryWorld.idOfSwitch(app, 1), RegistryWorld.idOfSwitch(app, 2));
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
        .doesNotContain("key#" + write.hash())
        .noneMatch(id -> id.startsWith("feature#"));
    assertThat(world.linked.get(CUSTOMER)).containsExactly(secret.hash());
    assertThat(world.linked).doesNotContainKey(app);
  }

  @Test
  void whatWasChangedSinceStaysSo() {
    loseAfter(() -> world.change(app, 30));
    assertThat(restored()).isEqualTo(world.application(app));
    assertThat(restored().settings().retentionDays()).isEqualTo(30);
  }

  @Test
  void whatWasChangedBeforeIsAsTheBackupHasIt() {
    world.change(app, 30);
    world.now = world.now.plus(DAY);
    loseAfter(() -> {});
    assertThat(restored()).isEqualTo(world.application(app));
  }

  @Test
  void keysThatWereRevokedSinceGrantNothing() {
    loseAfter(() -> {
      world.revoke(secret);
      world.revoke(write);
    });
    for (var key : List.of(secret, write)) {
      var back = (IssuedKey) world.table.get("key#" + key.hash());
      assertThat(back == null || back.hasExpired(world.now)).as(key.name()).isTrue();
    }
  }

  @Test
  void aKeyThatWasReplacedSinceGrantsSomethingForAsLongAsWasSaid() {
    loseAfter(() -> world.close(write, world.now.plus(DAY)));
    assertThat(world.table).containsEntry("key#" + write.hash(), write.until(world.now.plus(DAY)));
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
    assertThat(world.table).doesNotContainKey("key#" + secret.hash());
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
