package dev.lethe.subjects.progress;

import dev.lethe.subjects.request.RequestBook;
import dev.lethe.subjects.request.RequestStatus;
import dev.lethe.subjects.request.Step;
import java.time.Clock;
import java.util.UUID;

/// Progress in the book of requests.
public final class BookProgress implements Progress {

  private final RequestBook book;
  private final Clock clock;

  public BookProgress(RequestBook book, Clock clock) {
    this.book = book;
    this.clock = clock;
  }

  @Override
  public boolean begin(String customer, UUID request) {
    return become(customer, request, RequestStatus.IN_PROGRESS) != RequestStatus.CANCELLED;
  }

  @Override
  public void note(String customer, UUID request, Step step) {
    book.note(customer, request, step, clock.instant());
  }

  @Override
  public void complete(String customer, UUID request) {
    become(customer, request, RequestStatus.COMPLETED);
  }

  private RequestStatus become(String customer, UUID id, RequestStatus status) {
    while (true) {
      var request = book.find(customer, id).orElseThrow();
      var later = request.timeline().then(status, clock.instant());
      if (later.isEmpty()) {
        return request.timeline().status();
      }
      if (book.advance(request, later.get())) {
        return status;
      }
    }
  }
}
