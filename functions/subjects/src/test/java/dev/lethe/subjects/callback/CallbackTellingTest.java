package dev.lethe.subjects.callback;

import static dev.lethe.subjects.callback.CallbackWorld.message;
import static dev.lethe.subjects.request.RequestStatus.COMPLETED;
import static dev.lethe.subjects.request.RequestStatus.IN_PROGRESS;
import static dev.lethe.subjects.request.RequestStatus.PENDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lethe.subjects.callback.NotTakenException.Reason;
import dev.lethe.subjects.request.RequestStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CallbackTellingTest {

  private final CallbackWorld world = new CallbackWorld();

  private CallbackTelling.Outcome call(RequestStatus status, int number) throws NotTakenException {
    return world.telling.call(message(status, number));
  }

  private void notTaken(Reason reason, RequestStatus status, int number) {
    assertThatExceptionOfType(NotTakenException.class)
        .isThrownBy(() -> call(status, number))
        .satisfies(failure -> assertThat(failure.reason()).isEqualTo(reason));
  }

  private String sent(int index) {
    return new String(world.sent.get(index).body().toArray(), StandardCharsets.UTF_8);
  }

  @Test
  void everyAddressHasANumber() {
    assertThat(world.telling.numbers(CallbackWorld.CUSTOMER, CallbackWorld.REQUEST))
        .containsExactly(1, 2);
  }

  @Test
  void eachIsToldAndItIsSeenInTheTimeline() throws NotTakenException {
    world.wait(Duration.ofSeconds(2));
    assertThat(call(PENDING, 1)).isEqualTo(CallbackTelling.Outcome.TOLD);
    assertThat(call(PENDING, 2)).isEqualTo(CallbackTelling.Outcome.TOLD);
    assertThat(world.sent)
        .extracting(CallbackWorld.Sent::to)
        .containsExactly(CallbackWorld.FIRST, CallbackWorld.SECOND);
    assertThat(world.request().steps())
        .containsEntry("told:pending:1", world.now())
        .containsEntry("told:pending:2", world.now());
  }

  @Test
  void whoWasToldIsNotCalledAgain() throws NotTakenException {
    call(PENDING, 1);
    assertThat(call(PENDING, 1)).isEqualTo(CallbackTelling.Outcome.TOLD);
    assertThat(world.sent).hasSize(1);
  }

  @Test
  void whoIsAwayIsToldLater() throws NotTakenException {
    world.away.add(CallbackWorld.FIRST);
    notTaken(Reason.UNREACHABLE, PENDING, 1);
    assertThat(world.request().steps()).containsOnlyKeys("received");
    world.away.clear();
    assertThat(call(PENDING, 1)).isEqualTo(CallbackTelling.Outcome.TOLD);
    assertThat(world.request().steps()).containsKey("told:pending:1");
  }

  @Test
  void whatCouldNotBeDeliveredIsSeenInTheTimeline() {
    world.telling.giveUp(message(PENDING, 2));
    assertThat(world.request().steps()).containsOnlyKeys("received", "not_told:pending:2");
  }

  @Test
  void whoWasToldAfterAllIsNotGivenUp() throws NotTakenException {
    call(PENDING, 1);
    world.telling.giveUp(message(PENDING, 1));
    assertThat(world.request().steps()).containsOnlyKeys("received", "told:pending:1");
  }

  @Test
  void aLaterStatusIsNotCoveredByAnEarlierOne() throws NotTakenException {
    world.becomes(IN_PROGRESS);
    world.becomes(COMPLETED);
    world.wait(CallbackTelling.ONE_AFTER_THE_OTHER);
    call(COMPLETED, 1);
    assertThat(call(IN_PROGRESS, 1)).isEqualTo(CallbackTelling.Outcome.OVERTAKEN);
    assertThat(world.sent).hasSize(1);
    assertThat(world.request().steps())
        .containsOnlyKeys("received", "told:completed:1", "not_told:in_progress:1");
    call(IN_PROGRESS, 2);
    assertThat(world.sent).as("the other has not heard of the later one").hasSize(2);
  }

  @Test
  void aStatusWaitsForTheOneBeforeItToBeTried() throws NotTakenException {
    world.becomes(IN_PROGRESS);
    notTaken(Reason.EARLY, IN_PROGRESS, 1);
    assertThat(world.sent).isEmpty();
    call(PENDING, 1);
    call(IN_PROGRESS, 1);
    notTaken(Reason.EARLY, IN_PROGRESS, 2);
    world.telling.giveUp(message(PENDING, 2));
    call(IN_PROGRESS, 2);
    assertThat(world.sent).hasSize(3);
  }

  @Test
  void itDoesNotWaitForLong() throws NotTakenException {
    world.away.add(CallbackWorld.FIRST);
    notTaken(Reason.UNREACHABLE, PENDING, 1);
    world.becomes(IN_PROGRESS);
    world.away.clear();
    world.wait(CallbackTelling.ONE_AFTER_THE_OTHER.minusMillis(1));
    notTaken(Reason.EARLY, IN_PROGRESS, 1);
    world.wait(Duration.ofMillis(1));
    assertThat(call(IN_PROGRESS, 1)).isEqualTo(CallbackTelling.Outcome.TOLD);
  }

  @Test
  void itTellsTheStatusThatIsAnnouncedWhateverItBecameSince() throws NotTakenException {
    world.becomes(IN_PROGRESS);
    call(PENDING, 1);
    assertThat(sent(0)).contains("\"request_status\":\"pending\"");
  }

  @Test
  void thereIsNothingToTellOfWhatIsNot() {
    assertThatIllegalStateException().isThrownBy(() -> call(COMPLETED, 1));
    assertThatIllegalStateException()
        .isThrownBy(() -> world.telling.numbers(CallbackWorld.CUSTOMER, UUID.randomUUID()));
    assertThatIllegalStateException()
        .isThrownBy(() -> world.telling.numbers("cus_2", CallbackWorld.REQUEST));
    assertThat(world.sent).isEmpty();
  }
}
