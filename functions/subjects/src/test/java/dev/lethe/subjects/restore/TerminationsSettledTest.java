package dev.lethe.subjects.restore;

import static dev.lethe.subjects.restore.RequestsWorld.APP;
import static dev.lethe.subjects.restore.RequestsWorld.CUSTOMER;
import static dev.lethe.subjects.restore.RequestsWorld.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.registry.Ending;
import dev.lethe.shared.termination.EndedStore;
import dev.lethe.shared.termination.Termination;
import dev.lethe.shared.termination.Termination.Reason;
import dev.lethe.shared.termination.Termination.Status;
import dev.lethe.subjects.receipt.EndedApplication;
import dev.lethe.subjects.receipt.EndedApplication.EmptiedStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TerminationsSettledTest {

  private static final Instant ENDS = NOON.plus(Duration.ofDays(1));

  private final RequestsWorld world = new RequestsWorld(new Random(1));

  /// As a backup has it: the Registry knows better.
  private void scheduled(String app, @Nullable Ending known) {
    world.terminations.schedule(
        Termination.scheduled(
            CUSTOMER, app, Reason.TERMINATION, Termination.OPERATOR, NOON, Duration.ofDays(1)));
    world.registry.end(APP, known);
  }

  private static Ending ends(boolean isGone) {
    return new Ending(ENDS, false, isGone);
  }

  private Termination restored(Instant at, String app) {
    world.now = at;
    world.restore(world.backUp());
    return world.terminations.find(CUSTOMER, app).orElseThrow();
  }

  @Test
  void whatStillWaitsWaits() {
    scheduled(APP, ends(false));
    assertThat(restored(ENDS.minusMillis(1), APP).status()).isEqualTo(Status.SCHEDULED);
  }

  @Test
  void whatHasEndedSinceIsEnding() {
    scheduled(APP, ends(false));
    var ending = restored(ENDS, APP);
    assertThat(ending.status()).isEqualTo(Status.ENDING);
    assertThat(ending.times()).containsEntry(Status.ENDING, ENDS);
  }

  @Test
  void whatWasCancelledSinceDoesNotEnd() {
    scheduled(APP, null);
    assertThat(restored(ENDS, APP).status()).isEqualTo(Status.CANCELLED);
  }

  @Test
  void whatWasCancelledAndAskedAnewEndsAtNoTimeOfBefore() {
    scheduled(APP, new Ending(ENDS.plusSeconds(1), false, false));
    assertThat(restored(ENDS, APP).status()).isEqualTo(Status.CANCELLED);
  }

  @Test
  void whatIsGoneIsDeleted() {
    scheduled(APP, ends(true));
    assertThat(restored(ENDS, APP).status()).isEqualTo(Status.DELETING);
  }

  @Test
  void whatHasItsReceiptIsTerminated() {
    scheduled(APP, ends(true));
    var stores =
        Arrays.stream(EndedStore.values())
            .map(store -> new EmptiedStore(store, 1, ENDS, ENDS.plusSeconds(1)))
            .toList();
    world.now = ENDS.plusSeconds(2);
    world.issue(new EndedApplication(CUSTOMER, APP, Reason.TERMINATION, NOON, ENDS, stores));
    world.chain.lose();
    var terminated = restored(ENDS.plusSeconds(9), APP);
    assertThat(terminated.status()).isEqualTo(Status.TERMINATED);
    assertThat(terminated.times()).containsEntry(Status.TERMINATED, ENDS.plusSeconds(2));
    assertThat(terminated.receipt()).contains("rcp_termination-" + APP);
  }

  @Test
  void aCustomerEndsWithItsApplications() {
    scheduled(CUSTOMER, ends(false));
    assertThat(restored(ENDS, CUSTOMER).status()).isEqualTo(Status.ENDING);
  }

  @Test
  void aCustomerWhoseApplicationsGoOnDoesNotEnd() {
    scheduled(CUSTOMER, null);
    assertThat(restored(ENDS, CUSTOMER).status()).isEqualTo(Status.CANCELLED);
  }
}
