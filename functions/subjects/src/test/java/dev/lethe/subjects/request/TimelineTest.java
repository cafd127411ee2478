package dev.lethe.subjects.request;

import static dev.lethe.subjects.request.RequestStatus.CANCELLED;
import static dev.lethe.subjects.request.RequestStatus.COMPLETED;
import static dev.lethe.subjects.request.RequestStatus.IN_PROGRESS;
import static dev.lethe.subjects.request.RequestStatus.PENDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TimelineTest {

  private static final Instant RECEIVED = Requests.NOW;
  private static final Instant LATER = RECEIVED.plusSeconds(60);

  private static Timeline begun() {
    return Timeline.received(RECEIVED).then(IN_PROGRESS, LATER).orElseThrow();
  }

  @Test
  void aRequestIsPendingUntilItIsBegunOrCancelled() {
    var pending = Timeline.received(RECEIVED);
    assertThat(pending.status()).isEqualTo(PENDING);
    assertThat(pending.then(IN_PROGRESS, LATER)).isPresent();
    assertThat(pending.then(CANCELLED, LATER)).isPresent();
    assertThat(pending.then(COMPLETED, LATER)).isEmpty();
    assertThat(pending.then(PENDING, LATER)).isEmpty();
  }

  @Test
  void whatIsBegunIsDoneToItsEnd() {
    assertThat(begun().then(CANCELLED, LATER)).isEmpty();
    assertThat(begun().then(PENDING, LATER)).isEmpty();
    assertThat(begun().then(COMPLETED, LATER)).isPresent();
  }

  @ParameterizedTest
  @EnumSource(RequestStatus.class)
  void nothingFollowsAnEnd(RequestStatus next) {
    assertThat(begun().then(COMPLETED, LATER).orElseThrow().then(next, LATER)).isEmpty();
    assertThat(Timeline.received(RECEIVED).then(CANCELLED, LATER).orElseThrow().then(next, LATER))
        .isEmpty();
  }

  @Property
  void whateverIsTriedItIsPendingFirstAndItsTimesGoOn(
      @ForAll @Size(max = 6) List<RequestStatus> tried,
      @ForAll List<@IntRange(min = -99, max = 99) Integer> seconds) {
    var timeline = Timeline.received(RECEIVED);
    for (var i = 0; i < Math.min(tried.size(), seconds.size()); i++) {
      timeline = timeline.then(tried.get(i), RECEIVED.plusSeconds(seconds.get(i))).orElse(timeline);
    }
    assertThat(timeline.received()).isEqualTo(RECEIVED);
    assertThat(timeline.changes())
        .extracting(Timeline.Change::at)
        .isSortedAccordingTo(Instant::compareTo);
    assertThat(timeline.changes().stream().map(Timeline.Change::status).toList())
        .isIn(
            List.of(PENDING),
            List.of(PENDING, CANCELLED),
            List.of(PENDING, IN_PROGRESS),
            List.of(PENDING, IN_PROGRESS, COMPLETED));
  }

  @Test
  void noOtherTimelineIsRead() {
    var pending = new Timeline.Change(PENDING, RECEIVED);
    assertThatIllegalArgumentException().isThrownBy(() -> new Timeline(List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Timeline(List.of(new Timeline.Change(COMPLETED, RECEIVED))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Timeline(List.of(pending, new Timeline.Change(COMPLETED, RECEIVED))));
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new Timeline(
                List.of(pending, new Timeline.Change(IN_PROGRESS, RECEIVED.minusSeconds(1)))));
  }

  @ParameterizedTest
  @CsvSource({"STOP_COLLECTION, PT1H", "OBJECTION, P1D", "ACCESS, P1D", "ERASURE, P3D"})
  void itIsExpectedAfterWhatItsTypeTakes(RequestType type, Duration usual) {
    assertThat(Timeline.received(RECEIVED).expectedCompletion(type, RECEIVED, Duration.ZERO, LATER))
        .isEqualTo(RECEIVED.plus(usual));
  }

  @Test
  void whatWaitsFirstIsExpectedLater() {
    assertThat(
            Timeline.received(RECEIVED)
                .expectedCompletion(RequestType.ERASURE, RECEIVED, Duration.ofDays(20), LATER))
        .isEqualTo(RECEIVED.plus(Duration.ofDays(23)));
  }

  @Test
  void whatIsOverdueIsExpectedAtTheDeadline() {
    var submitted = RECEIVED.minus(Duration.ofDays(2));
    var overdue = RECEIVED.plus(Duration.ofDays(4));
    assertThat(begun().expectedCompletion(RequestType.ERASURE, submitted, Duration.ZERO, overdue))
        .isEqualTo(submitted.plus(Duration.ofDays(30)));
  }

  @Test
  void whatIsOverIsExpectedWhenItEnded() {
    var ended = begun().then(COMPLETED, LATER.plusSeconds(7)).orElseThrow();
    assertThat(
            ended.expectedCompletion(
                RequestType.ERASURE, RECEIVED, Duration.ZERO, RECEIVED.plus(Duration.ofDays(99))))
        .isEqualTo(LATER.plusSeconds(7));
  }

  @Property
  void noOpenRequestIsExpectedInThePastNorLaterThanMustBe(
      @ForAll RequestType type,
      @ForAll @IntRange(max = 100_000) int minutesAgo,
      @ForAll @IntRange(max = 100_000) int minutesOn) {
    var submitted = RECEIVED.minus(Duration.ofMinutes(minutesAgo));
    var now = RECEIVED.plus(Duration.ofMinutes(minutesOn));
    var expected =
        Timeline.received(RECEIVED).expectedCompletion(type, submitted, Duration.ZERO, now);
    assertThat(expected).isAfter(now);
    var deadline = submitted.plus(Timeline.DEADLINE);
    var inTime = !expected.isAfter(deadline);
    assertThat(inTime || !expected.isAfter(now.plus(Timeline.ERASURE))).isTrue();
  }
}
