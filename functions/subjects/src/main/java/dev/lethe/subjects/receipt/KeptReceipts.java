package dev.lethe.subjects.receipt;

import java.util.List;

/// What a safe holds: nobody changes or takes one away, so it knows of all that was issued.
public interface KeptReceipts extends ReceiptSafe {

  /// The customers that have receipts.
  List<String> customers();

  /// The numbers of a customer's receipts, in their order.
  List<Long> numbers(String customer);
}
