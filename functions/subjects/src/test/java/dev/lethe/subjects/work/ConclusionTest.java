package dev.lethe.subjects.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.rights.CaseLife;
import dev.lethe.shared.rights.InMemoryCases;
import dev.lethe.shared.rights.Measures;
import dev.lethe.shared.rights.Store;
import dev.lethe.shared.signing.TestSigner;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.subjects.progress.Progress;
import dev.lethe.subjects.receipt.InMemoryReceiptChain;
import dev.lethe.subjects.receipt.InMemoryReceiptSafe;
import dev.lethe.subjects.receipt.Receipts;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.InMemoryRequestBook;
import dev.lethe.subjects.request.Regulation;
import dev.lethe.subjects.request.RequestType;
import dev.lethe.subjects.request.Step;
import dev.lethe.subjects.request.Timeline;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConclusionTest {

  private static final TestSigner SIGNER = TestSigner.create();
  private final Instant now = Instant.now();
  private static final String CUSTOMER = "cus_0123456789abcdef01234567";
  private static final String APP = "app_89abcdef0123456789abcdef";

  private final Clock clock = Clock.fixed(now, ZoneOffset.UTC);
  private final InMemorySubjects subjects = new InMemorySubjects();
  private final Measures measures = new Measures(new InMemoryCases(), clock);
  private final InMemoryReceiptChain chain = new InMemoryReceiptChain(clock);
  private final InMemoryReceiptSafe safe = new InMemoryReceiptSafe();
  private final InMemoryRequestBook book = new InMemoryRequestBook();
  private final List<UUID> completed = new ArrayList<>();
  private boolean toldWhileOpen;
  private final Conclusion conclusion =
      new Conclusion(
          subjects,
          measures,
          chain,
          new Receipts(chain, safe, SIGNER, clock),
          new Completing(),
          clock);

  private final EnteredRequest request =
      new EnteredRequest(
          CUSTOMER,
          APP,
          "key",
          UUID.randomUUID(),
          RequestType.ERASURE,
          Regulation.GDPR,
          now,
          Set.of(),
          List.of(),
          Bytes.copyOf(new byte[1]),
          Set.of(),
          Duration.ZERO,
          null,
          null,
          Timeline.received(now),
          Map.of());
  private final CaseId id = new CaseId(APP, request.id());

  private final class Completing implements Progress {

    @Override
    public boolean begin(String customer, UUID begun) {
      throw new AssertionError("It has begun.");
    }

    @Override
    public void note(String customer, UUID noted, Step step, Instant at) {
      book.note(customer, noted, step, at);
    }

    @Override
    public void complete(String customer, UUID done) {
      toldWhileOpen = !subjects.named(id).isEmpty();
      completed.add(done);
    }
  }

  @BeforeEach
  void begin() {
    book.enter(request);
    subjects.name(id, new Subject(Identity.Kind.USER, new Pseudonym("user")));
    order("user", "u");
    order("unknown", null);
  }

  private void order(String subject, @Nullable String label) {
    var before = new Subjects.Stored(SubjectState.UNKNOWN, null);
    var after = new Subjects.Stored(SubjectState.UNKNOWN.erase(now), null);
    var life = new CaseLife(Identity.Kind.USER, new Pseudonym(subject), label, null, 1, 1, now);
    assertThat(subjects.change(id, 90, before, after, new Order(life, Map.of()))).isTrue();
  }

  private void measure(int round, Set<Store> again) {
    for (var store : Store.values()) {
      measures.found(id, store, round, 2);
      measures.removed(id, store, round);
      measures.searched(id, store, round, again.contains(store) ? 1 : 0);
    }
  }

  private Map<String, Instant> steps() {
    return book.find(CUSTOMER, request.id()).orElseThrow().steps();
  }

  private String receipt() {
    var receipt = chain.find(CUSTOMER, request.id().toString()).orElseThrow();
    return new String(receipt.file().toArray(), StandardCharsets.UTF_8);
  }

  @Test
  void whatLeavesNothingEndsWithAReceipt() {
    measure(0, Set.of());
    assertThat(conclusion.conclude(request, 0)).isEmpty();
    assertThat(receipt()).contains("\"destroyed\":1").contains(request.id().toString());
    assertThat(completed).containsExactly(request.id());
    assertThat(toldWhileOpen).as("who is killed in between tells again").isTrue();
    assertThat(subjects.named(id)).isEmpty();
    assertThat(subjects.orders(id)).isEmpty();
    for (var store : Store.values()) {
      assertThat(steps())
          .containsKeys(
              Step.of(Step.Kind.DONE, store).text(), Step.of(Step.Kind.VERIFIED, store).text());
    }
    assertThat(steps()).containsKey(Step.of(Step.Kind.ISSUED).text());
  }

  @Test
  void whatIsFoundAgainGoesRoundAndKeepsTheRequestOpen() {
    measure(0, EnumSet.of(Store.EXPORTS, Store.ARCHIVE));
    assertThat(conclusion.conclude(request, 0)).containsExactly(Store.ARCHIVE, Store.EXPORTS);
    assertThat(chain.find(CUSTOMER, request.id().toString())).isEmpty();
    assertThat(completed).isEmpty();
    assertThat(subjects.orders(id)).isNotEmpty();
    assertThat(steps())
        .containsKey(Step.of(Step.Kind.FOUND_AGAIN, Store.EXPORTS).text())
        .doesNotContainKey(Step.of(Step.Kind.FOUND_AGAIN, Store.VAULT).text());
    measure(1, Set.of());
    assertThat(conclusion.conclude(request, 1)).isEmpty();
    assertThat(receipt()).contains("\"found\":4");
  }

  @Test
  void whatWasNotMeasuredIsNotReported() {
    measures.found(id, Store.VAULT, 0, 1);
    assertThatThrownBy(() -> conclusion.conclude(request, 0))
        .isInstanceOf(IllegalStateException.class);
    assertThat(safe.find(CUSTOMER, 1)).isEmpty();
    assertThat(completed).isEmpty();
  }

  @Test
  void whoEndsItAgainFindsItsReceiptAndTellsAgain() {
    measure(0, Set.of());
    conclusion.conclude(request, 0);
    var first = receipt();
    assertThat(conclusion.conclude(request, 0)).isEmpty();
    assertThat(receipt()).isEqualTo(first);
    assertThat(safe.find(CUSTOMER, 2)).isEmpty();
  }
}
