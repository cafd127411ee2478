package dev.lethe.subjects.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lethe.shared.record.Bytes;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.InMemoryRequestBook;
import dev.lethe.subjects.request.Regulation;
import dev.lethe.subjects.request.RequestBook.Entry;
import dev.lethe.subjects.request.RequestStatus;
import dev.lethe.subjects.request.RequestType;
import dev.lethe.subjects.request.Step;
import dev.lethe.subjects.request.Timeline;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BookProgressTest {

  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final String CUSTOMER = "cus_1";

  private final InMemoryRequestBook book = new InMemoryRequestBook(CLOCK);
  private final List<String> announced = new ArrayList<>();
  private boolean isKilled;
  private final Progress progress =
      new BookProgress(
          book,
          book,
          (customer, request, status) -> {
            if (isKilled) {
              throw new IllegalStateException("It was killed.");
            }
            announced.add(request + " " + status.wireName());
          },
          CLOCK);

  private final UUID first = enter();
  private final UUID second = enter();

  private UUID enter() {
    var id = UUID.randomUUID();
    var request =
        new EnteredRequest(
            CUSTOMER,
            "app_1",
            "0123456789ab",
            id,
            RequestType.ERASURE,
            Regulation.GDPR,
            NOW,
            Set.of(),
            List.of(),
            Bytes.copyOf(id.toString().getBytes(StandardCharsets.UTF_8)),
            Set.of(Bytes.copyOf(new byte[] {1})),
            Duration.ZERO,
            null,
            null,
            Timeline.received(NOW),
            Map.of());
    assertThat(book.enter(request)).isInstanceOf(Entry.Entered.class);
    return id;
  }

  private EnteredRequest find(UUID id) {
    return book.find(CUSTOMER, id).orElseThrow();
  }

  private RequestStatus status(UUID id) {
    return find(id).timeline().status();
  }

  private void cancel(UUID id) {
    var read = find(id);
    var later = read.timeline().then(RequestStatus.CANCELLED, NOW).orElseThrow();
    assertThat(book.cancel(read, later)).isTrue();
  }

  @Test
  void whatBecomesOfOneBecomesOfAll() {
    assertThat(progress.begin(CUSTOMER, first)).isTrue();
    progress.note(CUSTOMER, first, Step.of(Step.Kind.BEGUN), NOW);
    assertThat(List.of(status(first), status(second))).containsOnly(RequestStatus.IN_PROGRESS);
    progress.complete(CUSTOMER, first);
    assertThat(List.of(status(first), status(second))).containsOnly(RequestStatus.COMPLETED);
    assertThat(find(second).steps()).containsKey("begun");
    assertThat(announced)
        .containsExactly(
            first + " in_progress",
            second + " in_progress",
            first + " completed",
            second + " completed");
  }

  @Test
  void whoHasCancelledIsLeftOut() {
    cancel(first);
    assertThat(progress.begin(CUSTOMER, first)).isTrue();
    progress.note(CUSTOMER, first, Step.of(Step.Kind.BEGUN), NOW);
    progress.complete(CUSTOMER, first);
    assertThat(status(first)).isEqualTo(RequestStatus.CANCELLED);
    assertThat(find(first).steps()).isEmpty();
    assertThat(status(second)).isEqualTo(RequestStatus.COMPLETED);
    assertThat(announced).containsExactly(second + " in_progress", second + " completed");
  }

  @Test
  void whatAllHaveCancelledDoesNotBegin() {
    cancel(first);
    cancel(second);
    assertThat(progress.begin(CUSTOMER, first)).isFalse();
    assertThat(announced).isEmpty();
  }

  @Test
  void whoeverIsKilledSaysItAgain() {
    isKilled = true;
    assertThatIllegalStateException().isThrownBy(() -> progress.begin(CUSTOMER, first));
    isKilled = false;
    assertThat(progress.begin(CUSTOMER, first)).isTrue();
    assertThat(announced).containsExactly(first + " in_progress", second + " in_progress");
    assertThat(progress.begin(CUSTOMER, second)).as("the work is the first one's").isTrue();
    assertThat(status(second)).isEqualTo(RequestStatus.IN_PROGRESS);
    progress.complete(CUSTOMER, first);
    progress.complete(CUSTOMER, first);
    assertThat(progress.begin(CUSTOMER, first)).as("it has begun before").isTrue();
    assertThat(status(first)).isEqualTo(RequestStatus.COMPLETED);
    assertThat(announced)
        .contains(first + " in_progress", second + " in_progress", second + " completed");
  }

  @Test
  void whatIsNotBegunIsNotDone() {
    assertThatIllegalStateException().isThrownBy(() -> progress.complete(CUSTOMER, first));
    assertThat(status(first)).isEqualTo(RequestStatus.PENDING);
    assertThatIllegalStateException().isThrownBy(() -> progress.begin(CUSTOMER, UUID.randomUUID()));
  }
}
