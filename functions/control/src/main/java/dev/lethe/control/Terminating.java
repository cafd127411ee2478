package dev.lethe.control;

import dev.lethe.shared.registry.Application;
import dev.lethe.shared.termination.Termination;
import dev.lethe.shared.termination.Termination.Reason;
import dev.lethe.shared.termination.Termination.Status;
import dev.lethe.shared.termination.Terminations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Ends applications, and goes back on it as long as that is possible.
public final class Terminating {

  /// Longer than this function may run: whoever is killed between starting the work and entering
  /// the termination leaves work that finds nothing to do, and nothing that nobody works on.
  public static final Duration ENTERED_BY = Duration.ofSeconds(16);

  private final Terminations terminations;
  private final TerminationWork work;
  private final Clock clock;

  public Terminating(Terminations terminations, TerminationWork work, Clock clock) {
    this.terminations = terminations;
    this.work = work;
    this.clock = clock;
  }

  /// What came of it.
  public sealed interface Outcome {

    /// It stands so.
    record Stands(Termination termination) implements Outcome {}

    /// It cannot be done as things are.
    ///
    /// @param why and what can be done
    record NotNow(String why) implements Outcome {}
  }

  /// Asks for the end of an application, or of a customer, perhaps again.
  ///
  /// @param app the customer's own id if it is the customer that ends
  public Outcome ask(String customer, String app, Reason reason, Duration grace, String by) {
    var known = terminations.find(customer, app).filter(one -> one.status() != Status.CANCELLED);
    return known.isPresent()
        ? again(known.get(), reason)
        : askAnew(customer, app, reason, grace, by);
  }

  private Outcome askAnew(String customer, String app, Reason reason, Duration grace, String by) {
    var asked = Termination.scheduled(customer, app, reason, by, clock.instant(), grace);
    var now = asked.asked();
    var entered = now.plus(ENTERED_BY);
    work.start(asked, asked.ends().isBefore(entered) ? entered : asked.ends());
    if (terminations.schedule(asked)) {
      return new Outcome.Stands(asked);
    }
    return terminations
        .find(customer, app)
        .filter(other -> other.status() != Status.CANCELLED)
        .map(other -> again(other, reason))
        .orElseGet(
            () -> new Outcome.NotNow("It was changed meanwhile: ask for it, and try again."));
  }

  private static Outcome again(Termination known, Reason reason) {
    if (known.status() != Status.SCHEDULED) {
      return new Outcome.NotNow(
          "Its termination is %s: ask for it.".formatted(known.status().wireName()));
    }
    return known.reason() == reason
        ? new Outcome.Stands(known)
        : new Outcome.NotNow(
            "Its %s is asked for already. Cancel that first.".formatted(known.reason().wireName()));
  }

  /// The termination of an application.
  Optional<Termination> find(Application application) {
    return terminations.find(application.customer(), application.id());
  }

  /// Goes back on it.
  ///
  /// @param by who does
  Outcome cancel(Termination read, String by) {
    var now = clock.instant();
    if (read.status() == Status.CANCELLED) {
      return new Outcome.Stands(read);
    }
    if (read.by().equals(Termination.OPERATOR) && !by.equals(Termination.OPERATOR)) {
      return new Outcome.NotNow("The operator asked for it, and alone can go back on it.");
    }
    if (read.status() == Status.SCHEDULED && terminations.cancel(read, now)) {
      return new Outcome.Stands(read.become(Status.CANCELLED, now));
    }
    return new Outcome.NotNow(
        "Its grace period was over at %s. From then on nothing turns a termination back."
            .formatted(read.ends()));
  }

  /// Notes that a migration's export is collected.
  Outcome collected(Termination read) {
    return switch (read.status()) {
      case COLLECTING -> {
        var now = clock.instant();
        yield terminations.advance(read, Status.COLLECTED, now)
            ? new Outcome.Stands(read.become(Status.COLLECTED, now))
            : new Outcome.NotNow("It has just become something else: ask for it.");
      }
      case COLLECTED -> new Outcome.Stands(read);
      case SCHEDULED, CANCELLED, ENDING, DELETING, TERMINATED ->
          new Outcome.NotNow(
              "Only a migration whose export is ready waits for its collection; this termination is %s."
                  .formatted(read.status().wireName()));
    };
  }

  /// Until when a migration's export can be collected; nothing of others.
  static Optional<Instant> deadline(Termination termination) {
    return termination.reason() == Reason.MIGRATION
        ? Optional.of(termination.collectionEnds())
        : Optional.empty();
  }
}
