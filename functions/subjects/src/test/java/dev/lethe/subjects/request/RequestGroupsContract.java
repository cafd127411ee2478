package dev.lethe.subjects.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.shared.record.Bytes;
import dev.lethe.subjects.request.RequestBook.Entry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What whoever joins requests must do, and finds those of a subject; run against the book in
/// memory, and the one in DynamoDB.
public abstract class RequestGroupsContract {

  private static final Instant NOW = Requests.NOW;
  private static final Bytes JANE = bytes("jane".repeat(4));
  private static final Bytes PHONE = bytes("phon".repeat(4));

  /// Of all requests that are entered here.
  protected final String customer = "cus_" + UUID.randomUUID();

  /// The books of one keeper, by this clock.
  protected abstract RequestBook bookAt(Clock clock);

  protected abstract RequestGroups groupsAt(Clock clock);

  protected abstract RequestsOf requestsAt(Clock clock);

  private static Bytes bytes(String text) {
    return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Clock at(Instant time) {
    return Clock.fixed(time, ZoneOffset.UTC);
  }

  private RequestBook book() {
    return bookAt(at(NOW));
  }

  private RequestGroups groups() {
    return groupsAt(at(NOW));
  }

  private EnteredRequest request(RequestType type, String app, Bytes... identities) {
    var id = UUID.randomUUID();
    return new EnteredRequest(
        customer,
        app,
        "0123456789ab",
        id,
        type,
        Regulation.GDPR,
        NOW,
        Set.of(),
        List.of(),
        bytes(id.toString()),
        Set.copyOf(Arrays.asList(identities)),
        Duration.ZERO,
        null,
        null,
        Timeline.received(NOW),
        Map.of("received", NOW));
  }

  private EnteredRequest entered(RequestType type, String app, Bytes... identities) {
    return enter(book(), request(type, app, identities));
  }

  private EnteredRequest erasure() {
    return entered(RequestType.ERASURE, "app_1", JANE, PHONE);
  }

  private static EnteredRequest enter(RequestBook book, EnteredRequest request) {
    return ((Entry.Entered) book.enter(request)).request();
  }

  private EnteredRequest found(EnteredRequest request) {
    return book().find(customer, request.id()).orElseThrow();
  }

  private boolean cancel(EnteredRequest request) {
    var read = found(request);
    return read.timeline()
        .then(RequestStatus.CANCELLED, NOW.plusSeconds(5))
        .map(later -> groups().cancel(read, later))
        .orElse(false);
  }

  @Test
  void whatIsAskedOnceIsServedByItself() {
    var first = erasure();
    assertThat(first.joined()).isNull();
    assertThat(groups().of(customer, first.id())).containsExactly(first.id());
    assertThat(groups().isAwaited(customer, first.id())).isTrue();
  }

  @Test
  void theErasureOfTheSameSubjectIsJoinedToTheOneThatWaits() {
    var first = erasure();
    var second = entered(RequestType.ERASURE, "app_1", PHONE, JANE);
    var third = erasure();
    assertThat(second.joined()).isEqualTo(first.id());
    assertThat(third.joined()).isEqualTo(first.id());
    assertThat(found(second)).isEqualTo(second);
    assertThat(found(first)).isEqualTo(first);
    assertThat(groups().of(customer, first.id()))
        .containsExactly(first.id(), second.id(), third.id());
  }

  @Test
  void whatComesAgainIsJoinedOnce() {
    var first = erasure();
    var second = erasure();
    assertThat(enter(book(), second)).isEqualTo(second);
    assertThat(enter(book(), first)).isEqualTo(first);
    assertThat(groups().of(customer, first.id())).containsExactly(first.id(), second.id());
    cancel(first);
    cancel(second);
    assertThat(groups().isAwaited(customer, first.id())).isFalse();
  }

  @Test
  void othersAreNotJoined() {
    var first = erasure();
    assertThat(
            Stream.of(
                entered(RequestType.ERASURE, "app_1", JANE),
                entered(RequestType.ERASURE, "app_2", JANE, PHONE),
                entered(RequestType.ACCESS, "app_1", JANE, PHONE),
                entered(RequestType.RESTRICTION, "app_1", JANE, PHONE)))
        .allMatch(other -> other.joined() == null);
    assertThat(groups().of(customer, first.id())).containsExactly(first.id());
  }

  @Test
  void nobodyIsJoinedToWhatIsBegun() {
    var first = erasure();
    assertThat(groups().begin(customer, first.id())).isTrue();
    assertThat(groups().begin(customer, first.id())).as("again").isTrue();
    var second = erasure();
    assertThat(second.joined()).isNull();
    assertThat(erasure().joined()).isEqualTo(second.id());
  }

  @Test
  void nobodyCancelsWhatIsBegun() {
    var first = erasure();
    var second = erasure();
    groups().begin(customer, first.id());
    assertThat(cancel(first)).isFalse();
    assertThat(cancel(second)).isFalse();
    assertThat(found(first)).isEqualTo(first);
    assertThat(found(second)).isEqualTo(second);
  }

  @Test
  void whoCancelsCancelsForItselfAlone() {
    var first = erasure();
    var second = erasure();
    assertThat(cancel(first)).isTrue();
    assertThat(found(first).timeline().status()).isEqualTo(RequestStatus.CANCELLED);
    assertThat(found(second)).isEqualTo(second);
    assertThat(groups().isAwaited(customer, first.id())).isTrue();
    assertThat(erasure().joined()).as("it is still waited for").isEqualTo(first.id());
    assertThat(groups().begin(customer, first.id())).isTrue();
  }

  @Test
  void whatAllHaveCancelledNeverBeginsAndNobodyIsJoinedToIt() {
    var first = erasure();
    var second = erasure();
    assertThat(cancel(second)).isTrue();
    assertThat(cancel(first)).isTrue();
    assertThat(cancel(first)).as("again").isFalse();
    assertThat(groups().isAwaited(customer, first.id())).isFalse();
    var third = erasure();
    assertThat(third.joined()).isNull();
    assertThat(groups().begin(customer, first.id())).isFalse();
    assertThat(groups().begin(customer, third.id())).isTrue();
  }

  @Test
  void aCancellationThatWasWrittenIsToldAgain() {
    var first = erasure();
    var later = first.timeline().then(RequestStatus.CANCELLED, NOW).orElseThrow();
    assertThat(groups().cancel(first, later)).isTrue();
    assertThat(found(first).timeline()).isEqualTo(later);
    assertThat(groups().isAwaited(customer, first.id())).isFalse();
  }

  @Test
  void whatIsNotThereDoesNotBegin() {
    assertThatThrownBy(() -> groups().begin(customer, UUID.randomUUID()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void nobodyIsJoinedToWhatIsPastItsTime() {
    var first = erasure();
    var over = at(NOW.plus(EnteredRequest.KEPT));
    var second = enter(bookAt(over), request(RequestType.ERASURE, "app_1", JANE, PHONE));
    assertThat(second.joined()).isNull();
    assertThat(groups().of(customer, first.id())).containsExactly(first.id());
  }

  @Test
  void allAtTheSameTimeHaveOneWork() throws Exception {
    var requests =
        Stream.generate(() -> request(RequestType.ERASURE, "app_1", JANE)).limit(6).toList();
    var entered = new ArrayList<EnteredRequest>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tries =
          requests.stream()
              .map(request -> (Callable<EnteredRequest>) () -> enter(book(), request))
              .toList();
      for (var result : threads.invokeAll(tries)) {
        entered.add(result.get());
      }
    }
    var first = entered.stream().filter(request -> request.joined() == null).toList();
    assertThat(first).hasSize(1);
    assertThat(groups().of(customer, first.getFirst().id()))
        .containsExactlyInAnyOrderElementsOf(requests.stream().map(EnteredRequest::id).toList());
  }

  @Test
  void ofCancellingAndBeginningAtTheSameTimeOneIsFirst() throws Exception {
    for (var round = 0; round < 5; round++) {
      var first = entered(RequestType.ERASURE, "app_" + round, JANE);
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var cancelled = threads.submit(() -> cancel(first));
        var begun = threads.submit(() -> groups().begin(customer, first.id()));
        assertThat(cancelled.get()).isNotEqualTo(begun.get());
      }
    }
  }

  @Test
  void requestsAreFoundByTheirSubject() {
    var first = erasure();
    var other = entered(RequestType.ACCESS, "app_1", PHONE);
    entered(RequestType.ACCESS, "app_2", JANE);
    assertThat(requestsAt(at(NOW)).of(customer, "app_1", Set.of(JANE))).containsExactly(first);
    assertThat(requestsAt(at(NOW)).of(customer, "app_1", List.of(JANE, PHONE)))
        .containsExactlyInAnyOrder(first, other);
    assertThat(requestsAt(at(NOW)).of("cus_2", "app_1", Set.of(JANE))).isEmpty();
    assertThat(requestsAt(at(NOW.plus(EnteredRequest.KEPT))).of(customer, "app_1", Set.of(JANE)))
        .isEmpty();
  }
}
