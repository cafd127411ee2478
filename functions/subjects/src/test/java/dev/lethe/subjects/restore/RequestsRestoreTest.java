package dev.lethe.subjects.restore;

import static dev.lethe.subjects.restore.RequestsWorld.APP;
import static dev.lethe.subjects.restore.RequestsWorld.CUSTOMER;
import static dev.lethe.subjects.restore.RequestsWorld.NOON;
import static dev.lethe.subjects.restore.RequestsWorld.subject;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.registry.Ending;
import dev.lethe.subjects.receipt.SignedReceipt;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.RequestStatus;
import dev.lethe.subjects.request.RequestType;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RequestsRestoreTest {

  private static final Duration DAY = Duration.ofDays(1);

  private final RequestsWorld world = new RequestsWorld(new Random(1));

  private EnteredRequest erasure(int subject) {
    return world.enter(RequestType.ERASURE, subject, DAY);
  }

  /// What happens after the backup, and is lost.
  private void loseAfter(Runnable since) {
    var backup = world.backUp();
    world.now = world.now.plus(DAY);
    since.run();
    world.now = world.now.plus(DAY);
    world.lose();
    world.restore(backup);
  }

  private void loseAfterItIsDone(EnteredRequest request) {
    loseAfter(() -> {
      assertThat(world.begin(request)).isTrue();
      world.finish(request);
    });
  }

  @Test
  void anErasureWhoseReceiptIsThereIsDoneAsItWas() {
    var first = erasure(1);
    var joined = erasure(1);
    loseAfterItIsDone(first);
    assertThat(world.status(first)).isEqualTo(RequestStatus.COMPLETED);
    assertThat(world.status(joined)).isEqualTo(RequestStatus.COMPLETED);
    assertThat(world.find(first).timeline().changes().getLast().at()).isEqualTo(NOON.plus(DAY));
    assertThat(world.find(first).steps()).containsEntry("issued", NOON.plus(DAY));
    assertThat(world.chain.find(CUSTOMER, first.id().toString())).isPresent();
  }

  @Test
  void theChainGoesOnBehindTheLastReceiptThatWasIssued() {
    var before = erasure(1);
    world.begin(before);
    world.finish(before);
    var since = erasure(2);
    loseAfterItIsDone(since);
    assertThat(world.chain.head(CUSTOMER))
        .isEqualTo(world.safe.find(CUSTOMER, 2).orElseThrow().head());
    var next = erasure(3);
    world.begin(next);
    world.finish(next);
    assertThat(world.chain.head(CUSTOMER).number()).isEqualTo(3);
  }

  @Test
  void aFileThatIsNoReceiptHoldsUpNoOther() {
    world.safe.keep(new SignedReceipt("cus_0", "x", 1, Bytes.copyOf(new byte[] {'x'})));
    world.safe.keep(new SignedReceipt(CUSTOMER, "x", 0, Bytes.copyOf(new byte[] {'x'})));
    var first = erasure(1);
    loseAfterItIsDone(first);
    assertThat(world.status(first)).isEqualTo(RequestStatus.COMPLETED);
    assertThat(world.chain.head(CUSTOMER).number()).isEqualTo(1);
  }

  @Test
  void receiptsOfWhichNoCopyMayBeHadAnyMoreAreNotCopied() {
    var old = erasure(1);
    world.begin(old);
    world.finish(old);
    var backup = world.backUp();
    world.lose();
    world.now = NOON.plus(EnteredRequest.KEPT);
    world.restore(backup);
    assertThat(world.chain.find(CUSTOMER, old.id().toString())).isEmpty();
    assertThat(world.book.find(CUSTOMER, old.id())).isEmpty();
    assertThat(world.chain.head(CUSTOMER).number()).isEqualTo(1);
  }

  @Test
  void whatIsUnderWayIsBegunAndNobodyJoinsIt() {
    var first = erasure(1);
    loseAfter(() -> world.begin(first));
    assertThat(world.status(first)).isEqualTo(RequestStatus.IN_PROGRESS);
    assertThat(erasure(1).joined()).isNull();
  }

  @Test
  void whatStillWaitsWaitsAndIsJoined() {
    var first = world.enter(RequestType.ERASURE, 1, Duration.ofDays(9));
    loseAfter(() -> {});
    assertThat(world.status(first)).isEqualTo(RequestStatus.PENDING);
    assertThat(erasure(1).joined()).isEqualTo(first.id());
  }

  @Test
  void whatWasCancelledStaysCancelled() {
    var first = erasure(1);
    var joined = erasure(1);
    loseAfter(() -> {
      assertThat(world.cancel(first)).isTrue();
      assertThat(world.cancel(joined)).isTrue();
    });
    assertThat(world.status(first)).isEqualTo(RequestStatus.CANCELLED);
    assertThat(world.status(joined)).isEqualTo(RequestStatus.CANCELLED);
    assertThat(world.begin(first)).isFalse();
  }

  @Test
  void whatWasDoneOtherwiseIsDone() {
    var restriction = world.enter(RequestType.RESTRICTION, 1, DAY);
    loseAfterItIsDone(restriction);
    assertThat(world.status(restriction)).isEqualTo(RequestStatus.COMPLETED);
  }

  @Test
  void whatWasBegunWhenItWasBackedUpAndIsForgottenIsDone() {
    var restriction = world.enter(RequestType.RESTRICTION, 1, DAY);
    world.begin(restriction);
    loseAfter(() -> world.subjects.close(RequestsWorld.id(restriction)));
    assertThat(world.status(restriction)).isEqualTo(RequestStatus.COMPLETED);
  }

  @Test
  void withoutAReceiptNoErasureIsSaidToBeDone() {
    var erasure = erasure(1);
    loseAfter(() -> {
      world.begin(erasure);
      world.subjects.close(RequestsWorld.id(erasure));
    });
    assertThat(world.status(erasure)).isEqualTo(RequestStatus.PENDING);
  }

  @Test
  void whatLostItsCaseWithTheVaultIsOpenUntilItIsSentAgain() {
    var request = world.enter(RequestType.RESTRICTION, 1, DAY);
    loseAfter(() -> {
      world.subjects.close(RequestsWorld.id(request));
      world.vault.recovered = world.now;
    });
    assertThat(world.status(request)).isEqualTo(RequestStatus.PENDING);
  }

  @Test
  void withAnApplicationKeysGoAndWhatWasOpenIsOver() {
    var request = world.enter(RequestType.RESTRICTION, 1, DAY);
    loseAfter(() -> {
      world.begin(request);
      world.finish(request);
      world.vault.isLost = true;
      world.registry.end(APP, new Ending(world.now, false, true));
    });
    assertThat(world.status(request)).isEqualTo(RequestStatus.COMPLETED);
  }

  @Test
  void whatStandsIsAsTheVaultSays() {
    world.optOut(1, true);
    world.optOut(2, true);
    loseAfter(() -> {
      world.optOut(1, false);
      world.optOut(3, true);
    });
    var register = world.subjects.register;
    assertThat(register.after(APP, null).keySet())
        .containsExactly(subject(2).text(), subject(3).text());
  }

  @Test
  void whoIsInTheRegisterAloneIsTakenOutOfIt() {
    world.optOut(1, true);
    var stopped = world.subjects.find(APP, subject(1)).state();
    world.subjects.register.set(APP, subject(2), stopped);
    world.restore(world.backUp());
    assertThat(world.subjects.register.after(APP, null).keySet())
        .containsExactly(subject(1).text());
  }

  @Test
  void theRegisterOfALostVaultComesBack() {
    world.optOut(1, true);
    loseAfter(() -> world.vault.isLost = true);
    assertThat(world.subjects.register.of(APP, subject(1))).isPresent();
  }

  @Test
  void whoIsJoinedToOneThatIsLostHoldsUpNobody() {
    var first = erasure(1);
    var second = erasure(1);
    var third = erasure(2);
    var fourth = erasure(2);
    var cancelled = erasure(3);
    world.subjects.close(RequestsWorld.id(cancelled));
    world.begin(third);
    world.book.lose(first);
    world.book.lose(fourth);
    world.restore(world.backUp());
    assertThat(world.status(second)).isEqualTo(RequestStatus.PENDING);
    assertThat(world.status(third)).isEqualTo(RequestStatus.IN_PROGRESS);
    assertThat(world.status(cancelled)).isEqualTo(RequestStatus.CANCELLED);
  }

  @Test
  void whatIsThereIsNewerAndStays() {
    var request = erasure(1);
    var backup = world.backUp();
    world.cancel(request);
    world.optOut(1, true);
    world.restore(backup);
    assertThat(world.status(request)).isEqualTo(RequestStatus.CANCELLED);
    assertThat(world.subjects.register.of(APP, subject(1))).isPresent();
  }
}
