package dev.lethe.subjects.ending;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lethe.shared.termination.EndedStore;
import dev.lethe.shared.termination.Measurements;
import dev.lethe.shared.termination.Measurements.Measured;
import dev.lethe.shared.termination.Termination;
import dev.lethe.shared.termination.Termination.Status;
import dev.lethe.shared.termination.Terminations;
import dev.lethe.subjects.receipt.EndedApplication;
import dev.lethe.subjects.receipt.EndedCustomer;
import dev.lethe.subjects.receipt.ReceiptChain;
import dev.lethe.subjects.receipt.Receipts;
import java.time.Clock;
import java.util.List;
import java.util.Objects;

/// Ends the termination of a customer with a receipt, which names those of its applications.
public final class CustomerConclusion {

  private final Terminations terminations;
  private final Measurements measurements;
  private final ReceiptChain chain;
  private final Receipts receipts;
  private final Clock clock;

  public CustomerConclusion(
      Terminations terminations,
      Measurements measurements,
      ReceiptChain chain,
      Receipts receipts,
      Clock clock) {
    this.terminations = terminations;
    this.measurements = measurements;
    this.chain = chain;
    this.receipts = receipts;
    this.clock = clock;
  }

  /// Issues the receipt; it may be asked again.
  public void conclude(String customer) {
    var own = terminations.find(customer, customer).orElseThrow();
    if (own.status() == Status.TERMINATED) {
      return;
    }
    var account =
        measurements.of(customer, customer).stream()
            .filter(one -> one.store() == EndedStore.REGISTRY)
            .filter(one -> one.isComplete() && one.again() == 0)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("A customer can still be reached."));
    var receipt = receipts.issue(ended(own, account));
    terminations.done(own, new String(receipt.file().toArray(), UTF_8), clock.instant());
  }

  private EndedCustomer ended(Termination own, Measured account) {
    return new EndedCustomer(
        own.customer(),
        own.reason(),
        own.asked(),
        Objects.requireNonNull(own.times().get(Status.ENDING)),
        applications(own.customer()),
        new EndedApplication.EmptiedStore(
            EndedStore.REGISTRY,
            account.found(),
            account.removedAt().orElseThrow(),
            account.searchedAt().orElseThrow()));
  }

  private List<EndedCustomer.OfApplication> applications(String customer) {
    return terminations.of(customer).stream()
        .filter(one -> !one.isOfCustomer() && one.status() == Status.TERMINATED)
        .map(one ->
            new EndedCustomer.OfApplication(
                one.app(),
                chain
                    .find(customer, EndedApplication.name(one.app()))
                    .orElseThrow(() -> new IllegalStateException("An application has no receipt."))
                    .head()))
        .toList();
  }
}
