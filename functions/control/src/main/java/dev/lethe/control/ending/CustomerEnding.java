package dev.lethe.control.ending;

import dev.lethe.control.Terminating;
import dev.lethe.shared.registry.Registry;
import dev.lethe.shared.termination.Emptied;
import dev.lethe.shared.termination.Emptying;
import dev.lethe.shared.termination.Emptying.Round;
import dev.lethe.shared.termination.EndedStore;
import dev.lethe.shared.termination.Termination;
import dev.lethe.shared.termination.Termination.Status;
import dev.lethe.shared.termination.Terminations;
import java.time.Clock;
import java.time.Duration;

/// Ends a customer when its applications have ended. Each step may be done twice.
final class CustomerEnding {

  private final Registry registry;
  private final Terminations terminations;
  private final Terminating terminating;
  private final Emptying emptying;
  private final Emptied account;
  private final Clock clock;

  /// @param account what the Registry has of customers
  CustomerEnding(
      Registry registry,
      Terminations terminations,
      Terminating terminating,
      Emptying emptying,
      Emptied account,
      Clock clock) {
    this.registry = registry;
    this.terminations = terminations;
    this.terminating = terminating;
    this.emptying = emptying;
    this.account = account;
    this.clock = clock;
  }

  /// How many applications there still are. One that has no termination gets one: it was made, or
  /// went on, in the grace period.
  long open(String customer) {
    var own = terminations.find(customer, customer).orElseThrow();
    for (var app : registry.applicationsOf(customer)) {
      terminating.ask(customer, app, own.reason(), Duration.ZERO, Termination.OPERATOR);
    }
    return registry.applicationsOf(customer).size()
        + terminations.of(customer).stream()
            .filter(one -> !one.isOfCustomer())
            .filter(one -> one.status() != Status.TERMINATED && one.status() != Status.CANCELLED)
            .count();
  }

  /// Forgets its keys, and how it is reached; nothing of it as long as it has an application, such
  /// as one that was made at the last.
  ///
  /// @return how many applications there still are
  long forget(String customer) {
    var open = open(customer);
    if (open > 0) {
      return open;
    }
    var own = terminations.find(customer, customer).orElseThrow();
    if (own.status() == Status.ENDING
        && !terminations.advance(own, Status.DELETING, clock.instant())) {
      throw new IllegalStateException("A termination was changed meanwhile.");
    }
    var round = new Round(customer, customer, 0, EndedStore.REGISTRY);
    emptying.parts(round, account).forEach(part -> emptying.empty(round, account, part));
    var looks = emptying.looks(round, account);
    // What is noted of a search stays: a key that was made just now goes before that, by a repeat.
    if (looks.stream().anyMatch(look -> account.search(customer, look) > 0)) {
      throw new IllegalStateException("A customer can still be reached.");
    }
    looks.forEach(look -> emptying.search(round, account, look));
    return 0;
  }
}
