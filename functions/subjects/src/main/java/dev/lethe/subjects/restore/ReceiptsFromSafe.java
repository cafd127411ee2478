package dev.lethe.subjects.restore;

import dev.lethe.subjects.receipt.IssuedAt;
import dev.lethe.subjects.receipt.KeptReceipts;
import dev.lethe.subjects.receipt.ReceiptCopies;

/// Brings copies of receipts, and the ends of chains, to what was issued. It may be killed anywhere
/// and run again: an end is moved when all before it is copied.
final class ReceiptsFromSafe {

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
      copies.put(receipt, IssuedAt.of(receipt));
      copies.moveTo(receipt);
    }
  }
}
