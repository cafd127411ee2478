package dev.lethe.subjects.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lethe.subjects.receipt.ClosedErasure;
import dev.lethe.subjects.receipt.Erasures;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.EnteredRequests;
import dev.lethe.subjects.request.RequestType;
import dev.lethe.subjects.watch.WatchWorld.Started;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WatchTest {

  private final WatchWorld world = new WatchWorld();

  private Ages.Count told() {
    return world.told.getLast();
  }

  @Test
  void itTellsHowManyAreOpenAndForHowLong() {
    world.entered(RequestType.ACCESS);
    world.completed(world.entered(RequestType.ACCESS));
    world.wait(Watch.DUE.minus(Watch.OLD));
    world.entered(RequestType.ERASURE);
    world.wait(Watch.OLD.minusMillis(1));
    world.run();
    assertThat(told()).isEqualTo(new Ages.Count(2, 1, 0, 0));
    world.wait(Duration.ofMillis(1));
    world.run();
    assertThat(told()).isEqualTo(new Ages.Count(2, 2, 1, 0));
  }

  @Test
  void aDeadlineCountsFromWhenTheSubjectAsked() {
    var late =
        EnteredRequests.received(
            EnteredRequests.of(
                WatchWorld.CUSTOMER, UUID.randomUUID(), RequestType.ACCESS, world.now),
            world.now.plus(Watch.OLD));
    world.book.enter(late);
    world.wait(Watch.OLD);
    world.run();
    assertThat(told().old()).isOne();
  }

  @Test
  void workThatNobodyStartedIsStarted() {
    var request = world.abandoned(RequestType.ACCESS);
    world.wait(Watch.PATIENCE);
    world.run();
    assertThat(world.started).as("whoever entered it may be about to").isEmpty();
    world.wait(Duration.ofMillis(1));
    world.run();
    assertThat(world.started).containsExactly(new Started(request.id(), 1, Duration.ZERO));
    assertThat(told().startedAgain()).isOne();
    world.run();
    assertThat(world.started).hasSize(1);
  }

  @Test
  void workThatEndedWithoutItsRequestIsStartedAgain() {
    var request = world.entered(RequestType.ERASURE);
    world.wait(Duration.ofDays(1));
    world.run();
    assertThat(world.started).as("it goes on").isEmpty();
    world.ended(request, 3);
    world.wait(Watch.PATIENCE);
    world.run();
    assertThat(world.started).as("its end may just be written").isEmpty();
    world.wait(Duration.ofMillis(1));
    world.run();
    assertThat(world.started).containsExactly(new Started(request.id(), 4, Duration.ZERO));
  }

  @Test
  void whatIsDoneIsNotStartedAgain() {
    var request = world.entered(RequestType.ACCESS);
    world.completed(request);
    world.ended(request, 1);
    world.wait(Duration.ofDays(1));
    world.run();
    assertThat(world.started).isEmpty();
  }

  @Test
  void itGoesOnWaitingForAsLongAsItHadTo() {
    var request =
        EnteredRequests.waiting(
            EnteredRequests.of(
                WatchWorld.CUSTOMER, UUID.randomUUID(), RequestType.ERASURE, world.now),
            Duration.ofDays(3));
    world.book.enter(request);
    world.wait(Duration.ofDays(1));
    world.run();
    assertThat(world.started).containsExactly(new Started(request.id(), 1, Duration.ofDays(2)));
  }

  @Test
  void whatIsJoinedHasNoWorkOfItsOwn() {
    var first = world.entered(RequestType.ERASURE);
    world.book.enter(EnteredRequests.asFor(first, UUID.randomUUID()));
    world.wait(Duration.ofDays(1));
    world.run();
    assertThat(world.started).isEmpty();
    assertThat(told().all()).isEqualTo(2);
  }

  @Test
  void whatFailsForOneHoldsUpNoOtherAndIsTold() {
    world.unlucky = world.abandoned(RequestType.ACCESS).id();
    var others = world.abandoned(RequestType.ACCESS);
    world.wait(Duration.ofHours(1));
    assertThatIllegalStateException().isThrownBy(world::run);
    assertThat(world.started).extracting(Started::request).containsExactly(others.id());
    assertThat(told()).isEqualTo(new Ages.Count(2, 0, 0, 1));
  }

  private EnteredRequest erased() {
    var request = world.completed(world.entered(RequestType.ERASURE));
    world.receipts.issue(
        Erasures.of(WatchWorld.CUSTOMER, request.id(), world.now.minusSeconds(120)));
    return request;
  }

  private boolean isClosed(EnteredRequest request) {
    return world
        .chain
        .find(WatchWorld.CUSTOMER, ClosedErasure.name(request.id().toString()))
        .isPresent();
  }

  @Test
  void anErasureIsClosedWhenBackupsAreOver() {
    var request = erased();
    world.wait(Duration.ofDays(30));
    world.run();
    assertThat(world.looks).as("nothing can be gone before").isZero();
    world.wait(Duration.ofSeconds(1));
    world.run();
    assertThat(isClosed(request)).isTrue();
    assertThat(world.found(request).steps()).containsEntry("closed", world.now);
    var looks = world.looks;
    world.run();
    assertThat(world.looks).as("it is watched no more").isEqualTo(looks);
  }

  @Test
  void itIsNotClosedWhileThatCannotBeTold() {
    var request = erased();
    world.broken = true;
    world.wait(Duration.ofDays(40));
    world.run();
    assertThat(isClosed(request)).isFalse();
    assertThat(world.found(request).isClosed()).isFalse();
    world.broken = false;
    world.run();
    assertThat(world.found(request).isClosed()).isTrue();
  }

  @Test
  void whatWasJoinedIsClosedWithTheOther() {
    var first = world.entered(RequestType.ERASURE);
    var second = EnteredRequests.asFor(first, UUID.randomUUID());
    world.book.enter(second);
    world.completed(first);
    world.completed(second);
    world.receipts.issue(Erasures.of(WatchWorld.CUSTOMER, first.id(), world.now.minusSeconds(120)));
    world.wait(Duration.ofDays(31));
    world.run();
    assertThat(world.found(first).isClosed()).isTrue();
    assertThat(world.found(second).isClosed()).isTrue();
    assertThat(isClosed(second)).isFalse();
    assertThat(world.chain.head(WatchWorld.CUSTOMER).number()).isEqualTo(2);
  }

  @Test
  void anErasureWithoutAReceiptIsTold() {
    world.completed(world.entered(RequestType.ERASURE));
    var other = erased();
    world.wait(Duration.ofDays(31));
    assertThatIllegalStateException().isThrownBy(world::run);
    assertThat(world.found(other).isClosed()).isTrue();
  }
}
