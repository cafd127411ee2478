package dev.lethe.subjects.restore;

import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Registry;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.subjects.progress.BookProgress;
import dev.lethe.subjects.receipt.IssuedAt;
import dev.lethe.subjects.receipt.ReceiptChain;
import dev.lethe.subjects.receipt.SignedReceipt;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.RequestBook;
import dev.lethe.subjects.request.RequestGroups;
import dev.lethe.subjects.request.RequestStatus;
import dev.lethe.subjects.request.RequestType;
import dev.lethe.subjects.request.Step;
import dev.lethe.subjects.work.Subjects;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says of requests that a backup has as open what became of them since, as far as it is known:
/// receipts cannot be lost, and the Vault was not. What is open after that is worked on again by
/// the watch. It may be killed anywhere and run again.
final class RequestsSettled {

  private static final Logger LOG = LoggerFactory.getLogger(RequestsSettled.class);

  private final Records records;
  private final Known known;
  private final Clock clock;

  RequestsSettled(Records records, Known known, Clock clock) {
    this.records = records;
    this.known = known;
    this.clock = clock;
  }

  /// What was put back.
  record Records(OpenRequests open, RequestBook book, RequestGroups groups, ReceiptChain chain) {}

  /// What was not lost.
  record Known(Subjects subjects, VaultStates vault, WorkSeen work, Registry registry) {}

  /// Those of a segment.
  void settle(String segment) {
    records.open().read(segment, this::settle);
  }

  /// One work serves all that were joined to a request.
  private void settle(EnteredRequest open) {
    var first =
        open.joined() == null
            ? Optional.of(open)
            : records.book().find(open.customer(), open.served());
    if (first.filter(this::isWhole).isEmpty()) {
      LOG.warn("Request {} of {} is joined to one that is lost.", open.id(), open.customer());
      return;
    }
    settleGroup(first.get());
  }

  /// What survived may name others that did not.
  private boolean isWhole(EnteredRequest first) {
    return records.groups().of(first.customer(), first.id()).stream()
        .allMatch(id -> records.book().find(first.customer(), id).isPresent());
  }

  private void settleGroup(EnteredRequest first) {
    var receipt = records.chain().find(first.customer(), first.id().toString());
    if (receipt.isPresent()) {
      complete(first, receipt.get());
      return;
    }
    var id = new CaseId(first.app(), first.id());
    if (known.subjects().named(id).isEmpty()) {
      settleWithoutCase(first);
    } else if (!known.subjects().orders(id).isEmpty()) {
      // Nobody joins any more: who asks now has a life that its work does not know.
      progress(clock.instant()).begin(first.customer(), first.id());
    }
  }

  private void complete(EnteredRequest first, SignedReceipt receipt) {
    var issued = IssuedAt.of(receipt);
    progress(issued).note(first.customer(), first.id(), Step.of(Step.Kind.ISSUED), issued);
    complete(first, issued);
  }

  private void complete(EnteredRequest first, Instant at) {
    var progress = progress(at);
    if (progress.begin(first.customer(), first.id())) {
      progress.complete(first.customer(), first.id());
    }
  }

  /// Its case is forgotten when its work is over, or nobody waits for it any more; or it was lost.
  private void settleWithoutCase(EnteredRequest first) {
    if (isVaultLost(first)) {
      return;
    }
    var work = known.work().begun(first);
    if (work.isEmpty() && !isBegun(first)) {
      cancel(first);
    } else if (first.type() == RequestType.ERASURE) {
      // Without a receipt it is not done, whatever else is known.
      LOG.warn("Request {} of {} has to be sent again.", first.id(), first.customer());
    } else {
      complete(first, work.orElseGet(clock::instant));
    }
  }

  /// With an application's end its keys go, and that is no loss.
  private boolean isVaultLost(EnteredRequest first) {
    var app = first.app();
    return known.registry().application(app).filter(Application::isGone).isEmpty()
        && (!known.vault().hasKeys(app)
            || known.vault().isRecoveredSince(app, first.timeline().received()));
  }

  private boolean isBegun(EnteredRequest first) {
    return served(first).stream()
        .anyMatch(one -> one.timeline().status() == RequestStatus.IN_PROGRESS);
  }

  private void cancel(EnteredRequest first) {
    for (var one : served(first)) {
      one.timeline()
          .then(RequestStatus.CANCELLED, clock.instant())
          .ifPresent(later -> records.groups().cancel(one, later));
    }
  }

  private List<EnteredRequest> served(EnteredRequest first) {
    return records.groups().of(first.customer(), first.id()).stream()
        .map(id -> records.book().find(first.customer(), id).orElseThrow())
        .toList();
  }

  /// Nobody is called again.
  private BookProgress progress(Instant at) {
    return new BookProgress(
        records.book(),
        records.groups(),
        (customer, request, status) -> {},
        Clock.fixed(at, ZoneOffset.UTC));
  }
}
