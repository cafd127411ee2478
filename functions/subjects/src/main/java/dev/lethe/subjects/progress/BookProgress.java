package dev.lethe.subjects.progress;

import dev.lethe.subjects.callback.Callbacks;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.RequestBook;
import dev.lethe.subjects.request.RequestGroups;
import dev.lethe.subjects.request.RequestStatus;
import dev.lethe.subjects.request.Step;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/// Progress in the book of requests. That a work begins is decided by one write; what follows of it
/// is made up for by whoever says it again.
public final class BookProgress implements Progress {

  /// Others only add steps and statuses that come before, so each try gets further.
  private static final int TRIES = 10;

  private final RequestBook book;
  private final RequestGroups groups;
  private final Callbacks callbacks;
  private final Clock clock;

  public BookProgress(RequestBook book, RequestGroups groups, Callbacks callbacks, Clock clock) {
    this.book = book;
    this.groups = groups;
    this.callbacks = callbacks;
    this.clock = clock;
  }

  @Override
  public boolean begin(String customer, UUID request) {
    var first = find(customer, request).served();
    if (!groups.begin(customer, first)) {
      return false;
    }
    become(customer, first, RequestStatus.IN_PROGRESS);
    return true;
  }

  @Override
  public void note(String customer, UUID request, Step step) {
    var now = clock.instant();
    served(customer, find(customer, request).served())
        .forEach(one -> book.note(customer, one.id(), step, now));
  }

  @Override
  public void complete(String customer, UUID request) {
    become(customer, find(customer, request).served(), RequestStatus.COMPLETED);
  }

  private void become(String customer, UUID first, RequestStatus status) {
    for (var one : served(customer, first)) {
      become(one, status);
      callbacks.announce(customer, one.id(), status);
    }
  }

  private void become(EnteredRequest request, RequestStatus status) {
    var read = request;
    for (var tries = 0; tries < TRIES; tries++) {
      if (read.timeline().changes().stream().anyMatch(change -> change.status() == status)) {
        return;
      }
      var later =
          read.timeline()
              .then(status, clock.instant())
              .orElseThrow(() -> new IllegalStateException("What is not begun is not done."));
      if (book.advance(read, later)) {
        return;
      }
      read = find(read.customer(), read.id());
    }
    throw new IllegalStateException("A request changes all the time.");
  }

  /// Those that a work serves: whoever has cancelled is none of them.
  private List<EnteredRequest> served(String customer, UUID first) {
    return groups.of(customer, first).stream()
        .map(id -> find(customer, id))
        .filter(one -> one.timeline().status() != RequestStatus.CANCELLED)
        .toList();
  }

  private EnteredRequest find(String customer, UUID request) {
    return book.find(customer, request)
        .orElseThrow(() -> new IllegalStateException("There is no such request."));
  }
}
