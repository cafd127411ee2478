package dev.lethe.subjects.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Purpose;
import dev.lethe.subjects.request.RequestBook.Entry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What whoever keeps requests must do; run against the book in memory, and the one in DynamoDB.
public abstract class RequestBookContract {

  private static final Instant NOW = Requests.NOW;

  /// Of all requests that are entered here.
  protected final String customer = "cus_" + UUID.randomUUID();

  private final UUID id = UUID.randomUUID();

  /// The book, always the same, by this clock.
  protected abstract RequestBook bookAt(Clock clock);

  /// What the register of disclosures has of the customer.
  protected abstract List<DisclosureEntry> disclosures();

  private RequestBook book() {
    return bookAt(Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private EnteredRequest request(int body, Instant received) {
    return new EnteredRequest(
        customer,
        "app_1",
        "0123456789ab",
        id,
        RequestType.OBJECTION,
        Regulation.CCPA,
        NOW.minusSeconds(7),
        Set.of(Purpose.RESEARCH),
        List.of(URI.create("https://b.example/x?token=1"), URI.create("https://a.example")),
        Bytes.copyOf(new byte[] {(byte) body, 2, 3}),
        Set.of(Bytes.copyOf(new byte[] {4, 5}), Bytes.copyOf(new byte[] {6})),
        Duration.ofDays(3),
        null,
        null,
        Timeline.received(received),
        Map.of("received", received));
  }

  private final EnteredRequest first = request(1, NOW);

  private static Timeline then(EnteredRequest request, RequestStatus status) {
    return request.timeline().then(status, NOW.plusMillis(1_234)).orElseThrow();
  }

  @Test
  void whatIsEnteredIsFoundUnchanged() {
    assertThat(book().find(customer, id)).isEmpty();
    assertThat(book().enter(first)).isEqualTo(new Entry.Entered(first));
    assertThat(book().find(customer, id)).contains(first);
  }

  @Test
  void aReadOfTheOperatorsIsEnteredWithItsDisclosureAndNothingElseIs() {
    book().enter(first);
    assertThat(disclosures()).isEmpty();
    var read = EnteredRequests.read(customer, UUID.randomUUID(), NOW);
    assertThat(book().enter(read)).isEqualTo(new Entry.Entered(read));
    assertThat(book().find(customer, read.id())).contains(read);
    assertThat(disclosures())
        .containsExactly(
            new DisclosureEntry(
                customer,
                read.app(),
                read.id().toString(),
                NOW,
                DisclosureEntry.Kind.OPERATOR_READ,
                DisclosureEntry.Recipient.PUBLIC_AUTHORITY,
                DisclosureEntry.Ground.LEGAL_OBLIGATION,
                read.by(),
                Map.of("reference", "CASE-17")));
    book().enter(read);
    assertThat(disclosures()).hasSize(1);
  }

  @Test
  void aReadThatIsNotEnteredIsNoDisclosure() {
    var read = EnteredRequests.read(customer, id, NOW);
    book().enter(first);
    assertThat(book().enter(read)).isEqualTo(new Entry.IdReused());
    assertThat(disclosures()).isEmpty();
  }

  @Test
  void anotherCustomerFindsNothingAndMayHaveTheSameId() {
    book().enter(first);
    assertThat(book().find("cus_2", id)).isEmpty();
  }

  @Test
  void theSameRequestIsEnteredOnceAndTold() {
    book().enter(first);
    book().advance(first, then(first, RequestStatus.IN_PROGRESS));
    var known = first.with(then(first, RequestStatus.IN_PROGRESS));
    assertThat(book().enter(request(1, NOW.plusSeconds(60)))).isEqualTo(new Entry.Entered(known));
    assertThat(book().find(customer, id)).contains(known);
  }

  @Test
  void anotherRequestWithItsIdIsNotEntered() {
    book().enter(first);
    assertThat(book().enter(request(2, NOW))).isEqualTo(new Entry.IdReused());
    assertThat(book().find(customer, id)).contains(first);
  }

  @Test
  void itAdvancesFromWhatItWasRead() {
    book().enter(first);
    var begun = then(first, RequestStatus.IN_PROGRESS);
    assertThat(book().advance(first, begun)).isTrue();
    assertThat(book().advance(first, begun)).as("an answer was lost").isTrue();
    assertThat(book().find(customer, id)).contains(first.with(begun));
    assertThat(book().advance(first, then(first, RequestStatus.CANCELLED))).isFalse();
    assertThat(book().find(customer, id)).contains(first.with(begun));
    var completed = begun.then(RequestStatus.COMPLETED, NOW.plusSeconds(9)).orElseThrow();
    assertThat(book().advance(first.with(begun), completed)).isTrue();
    assertThat(book().find(customer, id)).contains(first.with(completed));
  }

  @Test
  void stepsAreNotedOnceEach() {
    book().enter(first);
    book().note(customer, id, Step.of(Step.Kind.BEGUN), NOW.plusSeconds(1));
    book().note(customer, id, Step.of(Step.Kind.TOLD, RequestStatus.PENDING), NOW.plusSeconds(2));
    book().note(customer, id, Step.of(Step.Kind.BEGUN), NOW.plusSeconds(3));
    assertThat(book().find(customer, id))
        .map(EnteredRequest::steps)
        .contains(
            Map.of(
                "received", NOW,
                "begun", NOW.plusSeconds(1),
                "told:pending", NOW.plusSeconds(2)));
    assertThatThrownBy(() -> book().note("cus_2", id, Step.of(Step.Kind.BEGUN), NOW.plusSeconds(1)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatIsNotThereDoesNotAdvance() {
    assertThat(book().advance(first, then(first, RequestStatus.CANCELLED))).isFalse();
    assertThat(book().find(customer, id)).isEmpty();
  }

  @Test
  void itsTimeIsOverAfterTwoYearsAndItsIdIsFree() {
    book().enter(first);
    var over = Clock.fixed(NOW.plus(Duration.ofDays(760)), ZoneOffset.UTC);
    var later = bookAt(over);
    assertThat(later.find(customer, id)).isEmpty();
    var second = request(2, over.instant());
    assertThat(later.enter(second)).isEqualTo(new Entry.Entered(second));
    assertThat(later.find(customer, id)).contains(second);
  }

  @Test
  void ofTwoAtTheSameTimeOneIsEntered() throws Exception {
    var entered = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tries =
          IntStream.range(0, 8)
              .mapToObj(body -> (Callable<Entry>) () -> book().enter(request(body, NOW)))
              .toList();
      for (var result : threads.invokeAll(tries)) {
        entered += result.get() instanceof Entry.Entered ? 1 : 0;
      }
    }
    assertThat(entered).isEqualTo(1);
  }
}
