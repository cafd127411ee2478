package dev.lethe.subjects;

import dev.lethe.shared.rights.CaseId;
import dev.lethe.subjects.callback.Callbacks;
import dev.lethe.subjects.cases.CaseOpening;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.Refusal;
import dev.lethe.subjects.request.RequestBook;
import dev.lethe.subjects.request.RequestGroups;
import dev.lethe.subjects.request.RequestStatus;
import java.time.Clock;
import java.util.UUID;

/// Cancels requests, as long as their work has not begun. To cancel one again is to cancel it once.
final class RequestCancellation {

  private final RequestBook book;
  private final RequestGroups groups;
  private final CaseOpening cases;
  private final Callbacks callbacks;
  private final Clock clock;

  RequestCancellation(
      RequestBook book, RequestGroups groups, CaseOpening cases, Callbacks callbacks, Clock clock) {
    this.book = book;
    this.groups = groups;
    this.cases = cases;
    this.callbacks = callbacks;
    this.clock = clock;
  }

  /// What came of it.
  sealed interface Outcome {

    /// It is cancelled, now or before.
    record Cancelled(EnteredRequest request) implements Outcome {}

    /// It is not.
    record Refused(Refusal refusal) implements Outcome {}
  }

  /// Cancels the request of a customer's id.
  Outcome cancel(String customer, UUID id) {
    var found = book.find(customer, id);
    if (found.isEmpty()) {
      return new Outcome.Refused(Refusal.notFound());
    }
    var read = found.get();
    var later = read.timeline().then(RequestStatus.CANCELLED, clock.instant());
    if (later.isPresent() && groups.cancel(read, later.get())) {
      return cancelled(read.with(later.get()));
    }
    return settled(book.find(customer, id).orElse(read));
  }

  /// It was not cancelled by this: it was before, or its work has begun.
  private Outcome settled(EnteredRequest request) {
    var status = request.timeline().status();
    return switch (status) {
      case CANCELLED -> cancelled(request);
      // It is begun, and will be told so in a moment.
      case PENDING -> new Outcome.Refused(Refusal.notCancellable(RequestStatus.IN_PROGRESS));
      case IN_PROGRESS, COMPLETED -> new Outcome.Refused(Refusal.notCancellable(status));
    };
  }

  private Outcome cancelled(EnteredRequest request) {
    if (!groups.isAwaited(request.customer(), request.served())) {
      cases.close(new CaseId(request.app(), request.served()));
    }
    callbacks.announce(request.customer(), request.id(), RequestStatus.CANCELLED);
    return new Outcome.Cancelled(request);
  }
}
