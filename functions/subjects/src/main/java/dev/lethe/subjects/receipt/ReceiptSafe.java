package dev.lethe.subjects.receipt;

import java.util.Optional;

/// Where receipts are kept so that nobody changes or takes one away. It has one place for each
/// number of a customer's: whoever fills it has made the chain longer.
public interface ReceiptSafe {

  /// Keeps a receipt, unless one of its number is there, or being kept.
  ///
  /// @return whether it is kept now
  boolean keep(SignedReceipt receipt);

  /// A customer's receipt of a number, if there is one.
  Optional<SignedReceipt> find(String customer, long number);
}
