package dev.lethe.subjects.receipt;

import java.time.Instant;

/// Copies of receipts that were issued, and the end of each customer's chain.
public interface ReceiptCopies {

  /// Enters a copy, unless there is one.
  ///
  /// @param issued when the receipt was
  void put(SignedReceipt receipt, Instant issued);

  /// Moves the end of a chain to a receipt, unless it is there, or behind it.
  void moveTo(SignedReceipt last);
}
