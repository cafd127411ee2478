package dev.lethe.subjects.receipt;

import java.util.Optional;

/// Customers' receipts by the requests that they are about, and the last of each customer. It
/// follows the safe.
public interface ReceiptChain {

  /// The last receipt of a customer that is entered here.
  ChainHead head(String customer);

  /// The receipt of a request, as long as it can be had.
  Optional<SignedReceipt> find(String customer, String request);

  /// Enters the receipt that follows, unless another was entered since.
  ///
  /// @param known what was the last
  /// @return whether it was entered by this call
  boolean append(ChainHead known, SignedReceipt next);
}
