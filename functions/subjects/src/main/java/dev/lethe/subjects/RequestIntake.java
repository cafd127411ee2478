package dev.lethe.subjects;

import dev.lethe.shared.access.CustomerAccess.Caller;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Registry;
import dev.lethe.shared.registry.RequestSettings;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.subjects.callback.Callbacks;
import dev.lethe.subjects.cases.CaseOpening;
import dev.lethe.subjects.cases.CaseOpening.Opened;
import dev.lethe.subjects.cases.CorrectionText;
import dev.lethe.subjects.cases.Keyrings;
import dev.lethe.subjects.cases.NewCase;
import dev.lethe.subjects.execution.Executions;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.OperatorRead;
import dev.lethe.subjects.request.Refusal;
import dev.lethe.subjects.request.RequestBook;
import dev.lethe.subjects.request.RequestGroups;
import dev.lethe.subjects.request.RequestSecrets;
import dev.lethe.subjects.request.RequestStatus;
import dev.lethe.subjects.request.SubjectRequest;
import dev.lethe.subjects.work.Subject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/// Takes requests in. First the Vault learns whom one is about, then the book that it is there,
/// then its work starts: whoever is killed in between is made up for by the same request, when it
/// comes again. Of the subject nothing is read: a stranger is answered as anybody.
final class RequestIntake {

  private final Registry registry;
  private final RequestSecrets secrets;
  private final Keyrings keyrings;
  private final CaseOpening cases;
  private final RequestBook book;
  private final RequestGroups groups;
  private final Executions executions;
  private final Callbacks callbacks;
  private final Clock clock;

  RequestIntake(
      Registry registry,
      RequestSecrets secrets,
      Keyrings keyrings,
      CaseOpening cases,
      RequestBook book,
      RequestGroups groups,
      Executions executions,
      Callbacks callbacks,
      Clock clock) {
    this.registry = registry;
    this.secrets = secrets;
    this.keyrings = keyrings;
    this.cases = cases;
    this.book = book;
    this.groups = groups;
    this.executions = executions;
    this.callbacks = callbacks;
    this.clock = clock;
  }

  /// What came of a request.
  sealed interface Outcome {

    /// It is entered, now or before.
    record Taken(EnteredRequest request) implements Outcome {}

    /// It is not.
    record Refused(Refusal refusal) implements Outcome {}
  }

  /// Takes a request in, perhaps again.
  Outcome take(Caller asker, SubjectRequest request) {
    var known = book.find(asker.customer(), request.id());
    // Else who is read could be found out, by sending who it may be.
    if (known.filter(before -> before.breakGlass() != null).isPresent()) {
      return new Outcome.Refused(Refusal.idReused());
    }
    var named = Optional.ofNullable(request.app());
    // What named nobody's application once means the same when it comes again.
    var meant = named.or(() -> known.map(EnteredRequest::app)).or(() -> only(asker.customer()));
    if (meant.isEmpty()) {
      return new Outcome.Refused(Refusal.whichApplication());
    }
    var application = registry.application(asker.customer(), meant.get());
    if (application.isEmpty()) {
      return new Outcome.Refused(Refusal.unknownApplication());
    }
    var now = clock.instant();
    if (known.isEmpty() && application.get().hasEnded(now)) {
      return new Outcome.Refused(Refusal.terminated());
    }
    if (known.isEmpty() && callsOthers(request, application.get().settings().requests())) {
      return new Outcome.Refused(Refusal.callbackHost());
    }
    var entry = entry(asker, application.get(), request, now);
    var opened =
        known.filter(before -> !needsCase(before)).isPresent()
            ? Opened.BEFORE
            : cases.open(id(entry), content(entry, request));
    if (opened == Opened.NOT) {
      return new Outcome.Refused(Refusal.idReused());
    }
    return entered(entry, opened, now);
  }

  /// Takes a read of the operator's in: an access that nobody else asked for. It is entered as
  /// disclosed before its work starts, at once.
  ///
  /// @param by what whoever asks is called in records
  Outcome read(String customer, String app, String by, OperatorRead read) {
    var application = registry.application(customer, app);
    if (application.isEmpty()) {
      return new Outcome.Refused(Refusal.unknownApplication());
    }
    // As the register has it.
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (application.get().hasEnded(now)) {
      return new Outcome.Refused(Refusal.terminated());
    }
    var request = read.access(app, now);
    var asked = new EnteredRequest.Asked(customer, app, by, Duration.ZERO, read.why());
    var entry = EnteredRequest.of(request, asked, secrets.of(app), now);
    return entered(entry, cases.open(id(entry), content(entry, request)), now);
  }

  private static boolean callsOthers(SubjectRequest request, RequestSettings settings) {
    var hosts = settings.callbackHosts();
    return !hosts.isEmpty()
        && !request.callbacks().stream()
            .allMatch(url -> hosts.contains(url.getHost().toLowerCase(Locale.ROOT)));
  }

  private Optional<String> only(String customer) {
    var applications = registry.applicationsOf(customer);
    return applications.size() == 1 ? applications.stream().findFirst() : Optional.empty();
  }

  private EnteredRequest entry(
      Caller asker, Application application, SubjectRequest request, Instant now) {
    var asked =
        new EnteredRequest.Asked(
            asker.customer(),
            application.id(),
            asker.key(),
            Duration.ofDays(application.settings().requests().graceDays()),
            null);
    return EnteredRequest.of(request, asked, secrets.of(application.id()), now);
  }

  private static CaseId id(EnteredRequest entry) {
    return new CaseId(entry.app(), entry.id());
  }

  private NewCase content(EnteredRequest entry, SubjectRequest request) {
    var keyring =
        keyrings
            .of(entry.app())
            .orElseThrow(() -> new IllegalStateException("An application has no keys."));
    var subjects =
        request.identities().stream()
            .map(identity -> new Subject(identity.kind(), keyring.pseudonym(identity)))
            .toList();
    var corrections =
        request.corrections().isEmpty()
            ? null
            : keyring.seal(request.id(), CorrectionText.of(request.corrections()));
    return new NewCase(entry.fingerprint(), subjects, corrections);
  }

  private Outcome entered(EnteredRequest entry, Opened opened, Instant now) {
    return switch (book.enter(entry)) {
      case RequestBook.Entry.IdReused() -> {
        forget(entry, opened);
        yield new Outcome.Refused(Refusal.idReused());
      }
      case RequestBook.Entry.Entered(var request) -> {
        if (!isWorkToCome(request)) {
          forget(entry, opened);
        }
        if (isPending(request)) {
          start(request, now);
          callbacks.announce(request.customer(), request.id(), RequestStatus.PENDING);
        }
        yield new Outcome.Taken(request);
      }
    };
  }

  /// Starts the work that serves a request, be it another's: who entered that may have been killed,
  /// and have cancelled since.
  private void start(EnteredRequest request, Instant now) {
    var first =
        request.joined() == null
            ? request
            : book.find(request.customer(), request.served()).orElseThrow();
    executions.start(first, Executions.FIRST, first.waits(now));
  }

  /// Whether a request has work of its own that is not over. Others may wait for it when its own
  /// customer does not any more.
  private boolean isWorkToCome(EnteredRequest request) {
    return request.joined() == null
        && switch (request.timeline().status()) {
          case PENDING, IN_PROGRESS -> true;
          case COMPLETED -> false;
          case CANCELLED -> groups.isAwaited(request.customer(), request.id());
        };
  }

  /// Forgets a case that was opened for nothing.
  private void forget(EnteredRequest entry, Opened opened) {
    if (opened == Opened.NOW) {
      cases.close(id(entry));
    }
  }

  /// Whether a request that is known needs a case that it may lack: who entered it was killed, or
  /// the Vault was lost.
  private static boolean needsCase(EnteredRequest request) {
    return request.joined() == null
        && (isPending(request) || request.timeline().status() == RequestStatus.IN_PROGRESS);
  }

  private static boolean isPending(EnteredRequest request) {
    return request.timeline().status() == RequestStatus.PENDING;
  }
}
