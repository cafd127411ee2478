package dev.lethe.subjects.restore;

import dev.lethe.shared.record.Command;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.registry.Settings;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.rights.CaseLife;
import dev.lethe.shared.signing.TestSigner;
import dev.lethe.shared.steps.Killing;
import dev.lethe.shared.steps.Killing.KilledException;
import dev.lethe.shared.termination.InMemoryTerminations;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.Rights;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.subjects.progress.BookProgress;
import dev.lethe.subjects.receipt.Erasures;
import dev.lethe.subjects.receipt.InMemoryReceiptChain;
import dev.lethe.subjects.receipt.InMemoryReceiptSafe;
import dev.lethe.subjects.receipt.ReceiptChain;
import dev.lethe.subjects.receipt.ReceiptCopies;
import dev.lethe.subjects.receipt.Receipts;
import dev.lethe.subjects.receipt.Statement;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.EnteredRequests;
import dev.lethe.subjects.request.InMemoryRequestBook;
import dev.lethe.subjects.request.RequestBook;
import dev.lethe.subjects.request.RequestGroups;
import dev.lethe.subjects.request.RequestStatus;
import dev.lethe.subjects.request.RequestType;
import dev.lethe.subjects.request.Step;
import dev.lethe.subjects.work.InMemorySubjects;
import dev.lethe.subjects.work.Order;
import dev.lethe.subjects.work.Subject;
import dev.lethe.subjects.work.Subjects;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/// Requests of one application, whose table may be lost, and what is not lost with it.
final class RequestsWorld {

  static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  static final String CUSTOMER = "cus_0123456789abcdef01234567";
  static final String APP = "app_89abcdef0123456789abcdef";

  private static final TestSigner SIGNER = TestSigner.create();
  private static final List<String> STEPS =
      List.of("copy", "enter", "sweep", "receipts", "requests", "terminations");

  private final class Ticking extends Clock {

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  Instant now = NOON;
  private final Clock clock = new Ticking();
  final InMemoryRequestBook book = new InMemoryRequestBook(clock);
  final InMemorySubjects subjects = new InMemorySubjects();
  final InMemoryVault vault = new InMemoryVault(subjects);
  final InMemoryReceiptChain chain = new InMemoryReceiptChain(clock);
  final InMemoryReceiptSafe safe = new InMemoryReceiptSafe();
  final InMemoryRegistry registry = new InMemoryRegistry();
  final InMemoryTerminations terminations = new InMemoryTerminations(registry);
  private final InMemoryStanding standing = new InMemoryStanding(subjects.register, APP);
  private final Map<UUID, Instant> begun = new HashMap<>();
  final Killing killing;

  RequestsWorld(Random random) {
    killing = new Killing(random);
    registry.enrol(
        new Application(APP, CUSTOMER, "App", Settings.STANDARD), ApiKey.shown("lethe_wk_1"));
  }

  static Pseudonym subject(int number) {
    return new Pseudonym("subject" + number);
  }

  /// Enters a request about a subject, and opens its case.
  EnteredRequest enter(RequestType type, int subject, Duration grace) {
    var asked = EnteredRequests.of(CUSTOMER, new UUID(0, subject), type, now);
    return enter(
        EnteredRequests.waiting(EnteredRequests.asFor(asked, UUID.randomUUID()), grace), subject);
  }

  private EnteredRequest enter(EnteredRequest request, int subject) {
    var entered = ((RequestBook.Entry.Entered) book.enter(request)).request();
    if (entered.joined() == null) {
      subjects.name(id(entered), new Subject(Identity.Kind.USER, subject(subject)));
    }
    return entered;
  }

  static CaseId id(EnteredRequest request) {
    return new CaseId(APP, request.served());
  }

  EnteredRequest find(EnteredRequest request) {
    return book.find(CUSTOMER, request.id()).orElseThrow();
  }

  RequestStatus status(EnteredRequest request) {
    return find(request).timeline().status();
  }

  /// Cancels a request, if it still can be.
  boolean cancel(EnteredRequest request) {
    var read = find(request);
    var later = read.timeline().then(RequestStatus.CANCELLED, now);
    if (later.isEmpty() || !book.cancel(read, later.get())) {
      return false;
    }
    if (!book.isAwaited(CUSTOMER, read.served())) {
      subjects.close(id(read));
    }
    return true;
  }

  private BookProgress progress() {
    return new BookProgress(book, book, (customer, request, status) -> {}, clock);
  }

  /// Begins the work of a request, as its state machine does, unless nobody waits for it.
  boolean begin(EnteredRequest request) {
    var named = subjects.named(id(request));
    if (named.isEmpty() || !progress().begin(CUSTOMER, request.served())) {
      return false;
    }
    begun.put(request.served(), now);
    var subject = named.getFirst().pseudonym();
    if (subjects.order(id(request), subject).isEmpty()) {
      var before = subjects.find(APP, subject);
      var state = before.state();
      var after =
          request.type() == RequestType.ERASURE
              ? state.erase(now)
              : state.with(new Rights(false, false, true, Set.of(), Set.of()));
      var life =
          new CaseLife(
              Identity.Kind.USER, subject, null, null, state.lives(), after.version(), now);
      subjects.change(
          id(request),
          90,
          before,
          new Subjects.Stored(after, null),
          new Order(life, Map.<Command.Consumer, Command.Kind>of()));
    }
    return true;
  }

  /// Ends the work of a request that is begun: an erasure with a receipt.
  void finish(EnteredRequest request) {
    if (request.type() == RequestType.ERASURE) {
      issue(request);
      progress().note(CUSTOMER, request.served(), Step.of(Step.Kind.ISSUED), now);
    }
    progress().complete(CUSTOMER, request.served());
    subjects.close(id(request));
  }

  void issue(EnteredRequest request) {
    issue(Erasures.of(CUSTOMER, request.served(), now.minusSeconds(90)));
  }

  void issue(Statement statement) {
    new Receipts(chain, safe, SIGNER, clock).issue(statement);
  }

  /// Forbids something, or allows all again.
  void optOut(int subject, boolean out) {
    var before = subjects.find(APP, subject(subject)).state();
    var rights =
        new Rights(
            out,
            before.rights().stopped(),
            before.rights().restricted(),
            before.rights().objections(),
            before.rights().withdrawals());
    if (!rights.equals(before.rights())) {
      var after = before.with(rights);
      subjects.register.take(APP, subject(subject), before, after, now);
      subjects.put(APP, subject(subject), after);
    }
  }

  /// What a backup has.
  record Copy(
      InMemoryRequestBook book, InMemoryReceiptChain chain, Map<String, SubjectState> standing) {}

  Copy backUp() {
    return new Copy(book.copied(), chain.copied(), subjects.register.after(APP, null));
  }

  void lose() {
    book.lose();
    chain.lose();
    subjects
        .register
        .after(APP, null)
        .keySet()
        .forEach(subject -> standing.remove(APP, new Pseudonym(subject)));
  }

  /// Restores, killed now and then, until it is done.
  void restore(Copy copy) {
    var restore = restoring(copy);
    for (var step = 0; step < STEPS.size(); ) {
      try {
        restore.take(STEPS.get(step), "restored", "0/1");
        step++;
      } catch (KilledException e) {
        // The state machine tries it again.
      }
    }
  }

  RequestsRestore restoring(Copy copy) {
    var states = killing.of(VaultStates.class, vault);
    var receipts = killing.of(ReceiptChain.class, chain);
    return new RequestsRestore(
        source -> new Copying((segment, isBack) -> putBack(copy, isBack), states, clock),
        new RegisterFromVault(states, killing.of(StandingRegister.class, standing), clock),
        new ReceiptsFromSafe(safe, killing.of(ReceiptCopies.class, chain)),
        new RequestsSettled(
            new RequestsSettled.Records(
                (segment, sink) -> List.copyOf(book.open()).forEach(sink),
                killing.of(RequestBook.class, book),
                killing.of(RequestGroups.class, book),
                receipts),
            new RequestsSettled.Known(
                subjects,
                states,
                request -> Optional.ofNullable(begun.get(request.id())),
                registry),
            clock),
        new TerminationsSettled(
            new OpenEnds(terminations, CUSTOMER), terminations, receipts, registry, clock));
  }

  private void putBack(Copy copy, Predicate<BackedUp> isBack) {
    book.putBack(
        copy.book(),
        request ->
            isBack.test(new BackedUp(CUSTOMER, "request#" + request.id(), request.expires())));
    chain.putBack(copy.chain());
    copy.standing()
        .forEach((subject, state) -> {
          if (isBack.test(new BackedUp("standing#" + APP, subject, null))
              && subjects.register.of(APP, new Pseudonym(subject)).isEmpty()) {
            standing.put(APP, new Pseudonym(subject), state);
          }
        });
  }
}
