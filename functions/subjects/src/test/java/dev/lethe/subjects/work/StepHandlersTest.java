package dev.lethe.subjects.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.shared.api.TestLambdaContext;
import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.shared.erasure.SubjectCopies;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Command;
import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.registry.Settings;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.rights.InMemoryCases;
import dev.lethe.shared.rights.Measures;
import dev.lethe.shared.rights.Store;
import dev.lethe.shared.signing.TestSigner;
import dev.lethe.shared.steps.SampleInput;
import dev.lethe.shared.steps.StepHandler;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.subjects.progress.BookProgress;
import dev.lethe.subjects.progress.Progress;
import dev.lethe.subjects.receipt.InMemoryReceiptChain;
import dev.lethe.subjects.receipt.InMemoryReceiptSafe;
import dev.lethe.subjects.receipt.Receipts;
import dev.lethe.subjects.request.BreakGlass;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.InMemoryRequestBook;
import dev.lethe.subjects.request.Regulation;
import dev.lethe.subjects.request.RequestStatus;
import dev.lethe.subjects.request.RequestType;
import dev.lethe.subjects.request.Timeline;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The steps take what the state machine gives them, as the samples say, and answer what it goes on
/// with.
class StepHandlersTest {

  private static final TestSigner SIGNER = TestSigner.create();
  private static final String CUSTOMER = "cus_0123456789abcdef01234567";
  private static final String APP = "app_0123456789abcdef01234567";
  private static final CaseId ID =
      new CaseId(APP, UUID.fromString("a7551968-d5d6-44b2-9831-815ac9017798"));

  private final Instant now = Instant.now();
  private final Clock clock = Clock.fixed(now, ZoneOffset.UTC);
  private final InMemorySubjects subjects = new InMemorySubjects();
  private final InMemoryRequestBook book = new InMemoryRequestBook(clock);
  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final Measures measures = new Measures(new InMemoryCases(), clock);
  private final Progress progress = new BookProgress(book, book, (who, id, status) -> {}, clock);
  private final List<String> opened = new ArrayList<>();
  private final List<Integer> residues = new ArrayList<>();

  private final BeginHandler begin =
      new BeginHandler(
          book, progress, new Beginning(subjects, command -> {}, registry, 1, clock), clock);
  private final SendHandler send =
      new SendHandler(new Sending(subjects, command -> {}, new OpenedTasks(), clock));
  private final RemovalHandler removal =
      new RemovalHandler(
          new Removal(subjects, Map.of(Store.SCREENSHOTS, new NoCopies()), measures));
  private final FinishHandler finish =
      new FinishHandler(book, conclusion(), subjects, progress, residues::add);

  private static final class NoCopies implements SubjectCopies {

    @Override
    public long count(String app, String label) {
      return 0;
    }

    @Override
    public long erase(String app, String label) {
      return 0;
    }
  }

  private final class OpenedTasks implements Tasks {

    @Override
    public String open(Command.Consumer consumer, String token, int commands) {
      opened.add(consumer + " " + token);
      return "task";
    }

    @Override
    public String name(String task, int number) {
      return task + "." + number;
    }
  }

  private Conclusion conclusion() {
    var chain = new InMemoryReceiptChain(clock);
    var receipts = new Receipts(chain, new InMemoryReceiptSafe(), SIGNER, clock);
    return new Conclusion(subjects, measures, chain, receipts, progress, clock);
  }

  private EnteredRequest entered(RequestType type, Purpose... purposes) {
    var request = enteredWithoutCase(type, null, purposes);
    subjects.name(ID, new Subject(Identity.Kind.USER, new Pseudonym("user")));
    return request;
  }

  private EnteredRequest enteredWithoutCase(
      RequestType type, @Nullable BreakGlass why, Purpose... purposes) {
    registry.enrol(
        new Application(APP, CUSTOMER, "App", Settings.STANDARD), ApiKey.shown("lethe_wk_1"));
    var request =
        new EnteredRequest(
            CUSTOMER,
            APP,
            "key",
            ID.request(),
            type,
            Regulation.GDPR,
            now,
            Set.of(purposes),
            List.of(),
            Bytes.copyOf(new byte[1]),
            Set.of(Bytes.copyOf(new byte[1])),
            Duration.ZERO,
            null,
            why,
            Timeline.received(now),
            Map.of());
    book.enter(request);
    return request;
  }

  private RequestStatus status() {
    return book.find(CUSTOMER, ID.request()).orElseThrow().timeline().status();
  }

  private Map<String, Object> run(String sample) {
    return step(sample).handleRequest(SampleInput.of(sample), new TestLambdaContext());
  }

  @ParameterizedTest
  @CsvSource({
    "ERASURE, ERASE",
    "ACCESS, COLLECT",
    "PORTABILITY, COLLECT",
    "RECTIFICATION, RECTIFY",
    "RESTRICTION, HOLD",
    "LIFT_RESTRICTION, TELL",
    "LIFT_OBJECTION, TELL",
    "LIFT_CONSENT_WITHDRAWAL, TELL",
    "STOP_COLLECTION, FINISH",
    "LIFT_STOP_COLLECTION, FINISH"
  })
  void aRequestGoesOnAsItsTypeSays(RequestType type, String next) {
    entered(type);
    var answer = run("begin");
    assertThat(answer)
        .isEqualTo(Map.of("next", next, "round", 0, "settled", now.plusSeconds(16).toString()));
    assertThat(run("begin")).as("begun twice").isEqualTo(answer);
    assertThat(status()).isEqualTo(RequestStatus.IN_PROGRESS);
  }

  @ParameterizedTest
  @CsvSource({
    "OBJECTION, RESEARCH, HOLD",
    "CONSENT_WITHDRAWAL, RESEARCH, HOLD",
    "OBJECTION, STATISTICS, TELL",
    "CONSENT_WITHDRAWAL, STATISTICS, TELL"
  })
  void exportsAreTakenBackFromWhoeverObjectsToResearch(
      RequestType type, Purpose purpose, String next) {
    entered(type, purpose);
    assertThat(run("begin")).containsEntry("next", next);
  }

  @Test
  void whatWasCancelledDoesNotBegin() {
    var request = entered(RequestType.ERASURE);
    book.cancel(request, request.timeline().then(RequestStatus.CANCELLED, now).orElseThrow());
    assertThat(run("begin")).containsEntry("next", "CANCELLED");
    assertThat(subjects.orders(ID)).isEmpty();
  }

  /// Nobody is told that it was done for somebody who is not known any more.
  @Test
  void ofWhomTheVaultLostARequestIsAboutNothingIsDone() {
    entered(RequestType.RESTRICTION);
    subjects.close(ID);
    assertThatThrownBy(() -> run("begin")).isInstanceOf(IllegalStateException.class);
    assertThat(status()).isEqualTo(RequestStatus.IN_PROGRESS);
    subjects.name(ID, new Subject(Identity.Kind.USER, new Pseudonym("user")));
    assertThat(run("begin")).containsEntry("next", "HOLD");
  }

  @Test
  void aConsumerIsTold() {
    assertThat(run("send")).isEmpty();
    assertThat(opened).containsExactly("AGGREGATE AQCEAAAAKgAAAAMAAAAAAAAAASample");
  }

  @Test
  void whatTheConsumersFoundIsTakenOverAndSearchedAgain() {
    assertThat(run("removal")).isEmpty();
    var search = SampleInput.of("removal");
    search.put("step", "search");
    assertThat(removal.handleRequest(search, new TestLambdaContext())).isEmpty();
    for (var store : List.of(Store.STATISTICS, Store.ARCHIVE)) {
      measures.searched(ID, store, 0, 0);
    }
    assertThat(measures.of(ID).of(Store.STATISTICS, 0).found()).isEqualTo(3);
    assertThat(measures.of(ID).of(Store.ARCHIVE, 0).found()).isEqualTo(5);
    assertThat(measures.of(ID).again(Store.VAULT, 0)).isZero();
  }

  @Test
  void aRequestEnds() {
    entered(RequestType.ACCESS);
    run("begin");
    assertThat(run("finish")).isEqualTo(Map.of("isDone", true));
    assertThat(status()).isEqualTo(RequestStatus.COMPLETED);
    assertThat(subjects.named(ID)).isEmpty();
    assertThat(run("finish")).as("ended twice").isEqualTo(Map.of("isDone", true));
  }

  /// Its work was done by an attempt that was begun since an application ends; now the one that
  /// waited for its grace period wakes up.
  @Test
  void whatIsOverDoesNotBeginAgain() {
    entered(RequestType.ACCESS);
    run("begin");
    run("finish");
    assertThat(run("begin")).containsEntry("next", "CANCELLED");
    assertThat(status()).isEqualTo(RequestStatus.COMPLETED);
  }

  @Test
  void aReadWhoseCaseIsLostEndsAndHasFoundNothing() {
    enteredWithoutCase(
        RequestType.ACCESS,
        new BreakGlass(
            DisclosureEntry.Recipient.OPERATOR,
            DisclosureEntry.Ground.SECURITY_OF_PROCESSING,
            "INC-17"));
    assertThat(run("begin")).containsEntry("next", "FINISH");
  }

  @Test
  void aRequestWhoseCaseIsLostIsTriedAgain() {
    enteredWithoutCase(RequestType.ACCESS, null);
    assertThatThrownBy(() -> run("begin")).hasMessage("A step failed.");
  }

  @Test
  void anErasureThatFoundSomethingAgainGoesRound() {
    entered(RequestType.ERASURE);
    run("begin");
    for (var store : Store.values()) {
      measures.found(ID, store, 0, 1);
      measures.removed(ID, store, 0);
      measures.searched(ID, store, 0, store == Store.EXPORTS ? 1 : 0);
    }
    assertThat(run("finish")).isEqualTo(Map.of("isDone", false, "round", 1));
    assertThat(residues).containsExactly(1);
    assertThat(status()).isEqualTo(RequestStatus.IN_PROGRESS);
  }

  private StepHandler step(String sample) {
    return switch (sample) {
      case "begin" -> begin;
      case "send" -> send;
      case "removal" -> removal;
      default -> finish;
    };
  }

  @ParameterizedTest
  @CsvSource({
    "removal, step, jane@example.com",
    "removal, round, jane@example.com",
    "send, consumer, jane@example.com",
    "begin, request, jane@example.com",
    "finish, request, b7551968-d5d6-44b2-9831-815ac9017798"
  })
  void whatIsNoStepFailsAndIsNotRepeated(String sample, String field, String value) {
    entered(RequestType.ERASURE);
    var input = SampleInput.of(sample);
    input.put(field, value);
    assertThatThrownBy(() -> step(sample).handleRequest(input, new TestLambdaContext()))
        .hasMessage("A step failed.")
        .hasNoCause();
  }
}
