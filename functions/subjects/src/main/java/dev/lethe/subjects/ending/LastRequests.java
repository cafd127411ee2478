package dev.lethe.subjects.ending;

import dev.lethe.subjects.execution.Executions;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.RequestStatus;
import dev.lethe.subjects.request.WatchedRequests;
import dev.lethe.subjects.watch.Attempts;
import java.time.Duration;

/// The requests of an application's subjects that are open when it ends: they are done first, each
/// with its own answer and receipt. Those that still wait, so that they can be cancelled, wait no
/// longer.
public final class LastRequests {

  private final WatchedRequests watched;
  private final Attempts attempts;
  private final Executions executions;

  public LastRequests(WatchedRequests watched, Attempts attempts, Executions executions) {
    this.watched = watched;
    this.attempts = attempts;
    this.executions = executions;
  }

  /// Hurries them on.
  ///
  /// @return how many are still open
  public int open(String customer, String app) {
    var open =
        watched.open().stream()
            .filter(request -> request.customer().equals(customer) && request.app().equals(app))
            .toList();
    open.stream()
        .filter(request ->
            request.joined() == null && request.timeline().status() == RequestStatus.PENDING)
        .forEach(this::hurry);
    return open.size();
  }

  /// Once: whoever begins again finds that another attempt was made.
  private void hurry(EnteredRequest request) {
    var last = attempts.last(request).map(Attempts.Attempt::number).orElse(0);
    if (last <= Executions.FIRST) {
      executions.start(request, last + 1, Duration.ZERO);
    }
  }
}
