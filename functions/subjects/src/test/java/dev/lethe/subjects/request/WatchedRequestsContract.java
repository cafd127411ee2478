package dev.lethe.subjects.request;

import static dev.lethe.subjects.request.RequestStatus.CANCELLED;
import static dev.lethe.subjects.request.RequestStatus.COMPLETED;
import static dev.lethe.subjects.request.RequestStatus.IN_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What whoever finds requests to be watched must do; run against the book in memory, and the index
/// in DynamoDB.
public abstract class WatchedRequestsContract {

  /// Of all requests that are entered here.
  protected final String customer = "cus_" + UUID.randomUUID();

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  protected abstract RequestBook book();

  protected abstract RequestGroups groups();

  protected abstract WatchedRequests watched();

  private EnteredRequest entered(RequestType type) {
    var request = EnteredRequests.of(customer, UUID.randomUUID(), type, now);
    book().enter(request);
    return request;
  }

  private void becomes(EnteredRequest request, RequestStatus... statuses) {
    for (var status : statuses) {
      var read = book().find(customer, request.id()).orElseThrow();
      var later = read.timeline().then(status, now).orElseThrow();
      assertThat(status == CANCELLED ? groups().cancel(read, later) : book().advance(read, later))
          .isTrue();
    }
  }

  private List<UUID> ofThisCustomer(List<EnteredRequest> found) {
    return found.stream()
        .filter(request -> request.customer().equals(customer))
        .map(EnteredRequest::id)
        .toList();
  }

  private List<UUID> open() {
    return ofThisCustomer(watched().open());
  }

  private List<UUID> notClosed(Instant before) {
    return ofThisCustomer(watched().notClosed(before));
  }

  @Test
  void whatIsNotDoneIsOpen() {
    var pending = entered(RequestType.ACCESS);
    var begun = entered(RequestType.ERASURE);
    var done = entered(RequestType.ACCESS);
    var cancelled = entered(RequestType.ERASURE);
    becomes(begun, IN_PROGRESS);
    becomes(done, IN_PROGRESS, COMPLETED);
    becomes(cancelled, CANCELLED);
    assertThat(open()).containsExactlyInAnyOrder(pending.id(), begun.id());
    assertThat(watched().open()).contains(pending);
  }

  @Test
  void erasuresThatAreDoneAreToBeClosed() {
    var erasure = entered(RequestType.ERASURE);
    becomes(erasure, IN_PROGRESS);
    var later = now.plus(Duration.ofSeconds(2));
    assertThat(notClosed(later)).isEmpty();
    becomes(erasure, COMPLETED);
    becomes(entered(RequestType.ACCESS), IN_PROGRESS, COMPLETED);
    becomes(entered(RequestType.ERASURE), CANCELLED);
    assertThat(notClosed(later)).containsExactly(erasure.id());
    assertThat(notClosed(now.minusSeconds(1))).isEmpty();
    book().note(customer, erasure.id(), Step.of(Step.Kind.VERIFIED), now);
    assertThat(notClosed(later)).containsExactly(erasure.id());
    book().note(customer, erasure.id(), Step.of(Step.Kind.CLOSED), now);
    assertThat(notClosed(later)).isEmpty();
    assertThat(open()).isEmpty();
  }

  @Test
  void whatIsJoinedIsWatchedToo() {
    var first = entered(RequestType.ERASURE);
    var id = UUID.randomUUID();
    var second = EnteredRequests.asFor(first, id);
    book().enter(second);
    assertThat(open()).containsExactlyInAnyOrder(first.id(), id);
    becomes(second, CANCELLED);
    assertThat(open()).containsExactly(first.id());
  }

  @Test
  void whatIsOverAndDeletedByItsTimeIsNotWatched() {
    var old = now.minus(EnteredRequest.KEPT).minusSeconds(1);
    book().enter(EnteredRequests.of(customer, UUID.randomUUID(), RequestType.ACCESS, old));
    assertThat(open()).isEmpty();
  }
}
