package dev.lethe.subjects.watch;

import dev.lethe.shared.log.Fault;
import dev.lethe.subjects.execution.Executions;
import dev.lethe.subjects.receipt.Closings;
import dev.lethe.subjects.receipt.Remains;
import dev.lethe.subjects.receipt.Residue;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.RequestBook;
import dev.lethe.subjects.request.Step;
import dev.lethe.subjects.request.WatchedRequests;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks after requests. It may be killed anywhere and run again, and at the same time: an attempt
/// of a number is started once, and a request closed once.
public final class Watch {

  /// From when the subject asked: a third of the month of requirement R8 is left.
  static final Duration OLD = Duration.ofDays(20);

  /// Three days are left.
  static final Duration DUE = Duration.ofDays(27);

  /// For how long whoever enters a request may take to start its work, and whoever ended it to
  /// write so.
  static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  private final WatchedRequests watched;
  private final RequestBook book;
  private final Attempts attempts;
  private final Executions executions;
  private final Closings closings;
  private final Ages ages;
  private final Clock clock;

  /// What requests are looked up in.
  public record Records(WatchedRequests watched, RequestBook book) {}

  /// How their work goes.
  public record Work(Attempts attempts, Executions executions) {}

  public Watch(Records records, Work work, Closings closings, Ages ages, Clock clock) {
    this.watched = records.watched();
    this.book = records.book();
    this.attempts = work.attempts();
    this.executions = work.executions();
    this.closings = closings;
    this.ages = ages;
    this.clock = clock;
  }

  /// Looks after all requests once. What fails for one holds up no other.
  ///
  /// @throws IllegalStateException if something failed
  public void run() {
    var now = clock.instant();
    var open = watched.open();
    var again = new Each("The work of a request could not be started again.");
    open.forEach(request -> again.run(request, one -> startAgain(one, now)));
    var old = open.stream().filter(request -> isOlderThan(OLD, request, now)).toList();
    var due = old.stream().filter(request -> isOlderThan(DUE, request, now)).toList();
    for (var request : old) {
      LOG.warn(
          "Request {} of {} is open for {} days.",
          request.id(),
          request.customer(),
          age(request, now).toDays());
    }
    ages.tell(new Ages.Count(open.size(), old.size(), due.size(), again.done));
    var closed = close(now);
    if (again.failed + closed.failed > 0) {
      throw new IllegalStateException("Not all requests could be looked after.");
    }
  }

  private static Duration age(EnteredRequest request, Instant now) {
    return Duration.between(request.submitted(), now);
  }

  private static boolean isOlderThan(Duration than, EnteredRequest request, Instant now) {
    return age(request, now).compareTo(than) >= 0;
  }

  /// Starts the work of a request again, if nobody does it.
  ///
  /// @return whether it was started
  private boolean startAgain(EnteredRequest request, Instant now) {
    // The work of one that is joined is another's.
    if (request.joined() != null || !isPast(request.timeline().received(), now)) {
      return false;
    }
    var last = attempts.last(request);
    if (last.isPresent()) {
      var ended = last.get().ended();
      if (ended == null || !isPast(ended, now)) {
        return false;
      }
    }
    var next = last.map(attempt -> attempt.number() + 1).orElse(Executions.FIRST);
    executions.start(request, next, request.waits(now));
    LOG.warn(
        "The work of request {} of {} is started again: attempt {}.",
        request.id(),
        request.customer(),
        next);
    return true;
  }

  private static boolean isPast(Instant time, Instant now) {
    return time.plus(PATIENCE).isBefore(now);
  }

  /// Closes the erasures that can be. Backups last as long as they do: before that it is not
  /// looked.
  private Each close(Instant now) {
    var each = new Each("An erasure could not be closed.");
    var done = watched.notClosed(now.minus(Residue.BACKUPS.lasts()));
    if (!done.isEmpty()) {
      var remains = closings.look();
      done.forEach(request -> each.run(request, one -> close(one, remains)));
    }
    return each;
  }

  /// @return whether it is closed; one that is joined is when the other is
  private boolean close(EnteredRequest request, List<Remains> remains) {
    var closed = closings.close(request.customer(), request.served().toString(), remains);
    if (closed.isPresent()) {
      book.note(request.customer(), request.id(), Step.of(Step.Kind.CLOSED), clock.instant());
    }
    return closed.isPresent();
  }

  /// What is done for one request after the other.
  private static final class Each {

    private final String failure;
    private int done;
    private int failed;

    private Each(String failure) {
      this.failure = failure;
    }

    private void run(EnteredRequest request, Predicate<EnteredRequest> work) {
      try {
        if (work.test(request)) {
          done++;
        }
      } catch (RuntimeException e) {
        failed++;
        LOG.error("Request {} of {}:", request.id(), request.customer());
        Fault.log(LOG, failure, e);
      }
    }
  }
}
