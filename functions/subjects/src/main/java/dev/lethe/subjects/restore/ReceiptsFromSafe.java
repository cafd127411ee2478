package dev.lethe.subjects.restore;

import dev.lethe.subjects.receipt.IssuedAt;
import dev.lethe.subjects.receipt.KeptReceipts;
import dev.lethe.subjects.receipt.ReceiptCopies;
import dev.lethe.subjects.receipt.SignedReceipt;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings copies of receipts, and the ends of chains, to what was issued. It may be killed anywhere
/// and run again: an end is moved when all before it is copied.
final class ReceiptsFromSafe {

  private static final Logger LOG = LoggerFactory.getLogger(ReceiptsFromSafe.class);

  private final KeptReceipts safe;
  private final ReceiptCopies copies;

  ReceiptsFromSafe(KeptReceipts safe, ReceiptCopies copies) {
    this.safe = safe;
    this.copies = copies;
  }

  /// Those of the customers in a part.
  void copy(int part, int parts) {
    safe.customers().stream()
        .filter(customer -> Math.floorMod(customer.hashCode(), parts) == part)
        .forEach(this::copy);
  }

  private void copy(String customer) {
    for (var number : safe.numbers(customer)) {
      var receipt = safe.find(customer, number).orElseThrow();
      var issued = issued(receipt);
      if (issued.isEmpty()) {
        LOG.warn("File {} of the receipts of {} is no receipt.", number, customer);
      } else {
        copies.put(receipt, issued.get());
        copies.moveTo(receipt);
      }
    }
  }

  /// What cannot be read holds up no other.
  private static Optional<Instant> issued(SignedReceipt receipt) {
    try {
      return Optional.of(IssuedAt.of(receipt));
    } catch (IllegalStateException e) {
      return Optional.empty();
    }
  }
}
