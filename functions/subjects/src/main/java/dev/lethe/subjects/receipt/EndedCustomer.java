package dev.lethe.subjects.receipt;

import static java.time.temporal.ChronoUnit.MILLIS;

import dev.lethe.shared.termination.EndedStore;
import dev.lethe.shared.termination.Termination.Reason;
import dev.lethe.subjects.receipt.EndedApplication.EmptiedStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// That a customer is terminated: its applications, each with its receipt, and then its own keys
/// and how it was reached.
///
/// @param customer the customer's id
/// @param asked when its end was asked for
/// @param ended since when nothing was taken for it any more
/// @param applications by their ids
/// @param account what the Registry had of it
public record EndedCustomer(
    String customer,
    Reason reason,
    Instant asked,
    Instant ended,
    List<OfApplication> applications,
    EmptiedStore account)
    implements Statement {

  /// An application that was terminated before.
  ///
  /// @param receipt of its termination, as the end of its chain when it was issued
  public record OfApplication(String app, ChainHead receipt) {}

  /// @throws IllegalArgumentException if it is not complete, or its times do not follow each other
  public EndedCustomer {
    asked = asked.truncatedTo(MILLIS);
    ended = ended.truncatedTo(MILLIS);
    applications = applications.stream().sorted(Comparator.comparing(OfApplication::app)).toList();
    if (account.store() != EndedStore.REGISTRY
        || ended.isBefore(asked)
        || account.removedAt().isBefore(ended)
        || applications.stream().anyMatch(one -> one.receipt().number() < 1)) {
      throw new IllegalArgumentException("A customer has not ended so.");
    }
  }

  @Override
  public String name() {
    return EndedApplication.name(customer);
  }

  @Override
  public Instant measured() {
    return account.searchedAt();
  }
}
