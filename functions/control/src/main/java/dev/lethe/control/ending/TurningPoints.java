package dev.lethe.control.ending;

import dev.lethe.shared.termination.Termination;
import dev.lethe.shared.termination.Termination.Status;
import dev.lethe.shared.termination.Terminations;
import java.time.Clock;

/// Moves a termination on at its two turning points. Each may be said twice.
final class TurningPoints {

  private final Terminations terminations;
  private final Gates gates;
  private final Clock clock;

  TurningPoints(Terminations terminations, Gates gates, Clock clock) {
    this.terminations = terminations;
    this.gates = gates;
    this.clock = clock;
  }

  /// Ends the grace period.
  ///
  /// @param number when it was asked for, in milliseconds of the Unix epoch: another one, which was
  ///   asked for since, has work of its own
  /// @return whether it goes on; not if it was cancelled, or never entered
  boolean close(String customer, String app, long number) {
    var found =
        terminations.find(customer, app).filter(one -> one.asked().toEpochMilli() == number);
    if (found.isEmpty() || found.get().status() == Status.CANCELLED) {
      return false;
    }
    var read = found.get();
    if (read.status() != Status.SCHEDULED) {
      return true;
    }
    var now = clock.instant();
    if (now.isBefore(read.ends())) {
      throw new IllegalStateException("A grace period is not over.");
    }
    if (!terminations.advance(read, Status.ENDING, now)) {
      throw new IllegalStateException("A termination was changed meanwhile.");
    }
    return true;
  }

  /// Nothing turns back from here: what is of the application is dropped wherever it comes, and its
  /// keys go next.
  void condemn(String customer, String app) {
    var read = terminations.find(customer, app).orElseThrow();
    if (read.status() != Status.DELETING) {
      advance(read);
    }
    gates.dropAllOf(app);
  }

  private void advance(Termination read) {
    if (!terminations.advance(read, Status.DELETING, clock.instant())) {
      throw new IllegalStateException("A termination was changed meanwhile.");
    }
  }
}
