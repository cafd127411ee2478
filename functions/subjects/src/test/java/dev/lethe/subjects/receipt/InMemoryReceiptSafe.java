package dev.lethe.subjects.receipt;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A safe in memory.
public final class InMemoryReceiptSafe implements ReceiptSafe {

  private final Map<String, SignedReceipt> receipts = new HashMap<>();

  private static String key(String customer, long number) {
    return customer + '#' + number;
  }

  @Override
  public boolean keep(SignedReceipt receipt) {
    return receipts.putIfAbsent(key(receipt.customer(), receipt.number()), receipt) == null;
  }

  @Override
  public Optional<SignedReceipt> find(String customer, long number) {
    return Optional.ofNullable(receipts.get(key(customer, number)));
  }
}
