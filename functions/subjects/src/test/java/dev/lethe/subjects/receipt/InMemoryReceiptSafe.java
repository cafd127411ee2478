package dev.lethe.subjects.receipt;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A safe in memory.
public final class InMemoryReceiptSafe implements KeptReceipts {

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

  @Override
  public List<String> customers() {
    return receipts.values().stream().map(SignedReceipt::customer).distinct().sorted().toList();
  }

  @Override
  public List<Long> numbers(String customer) {
    return receipts.values().stream()
        .filter(receipt -> receipt.customer().equals(customer))
        .map(SignedReceipt::number)
        .sorted()
        .toList();
  }
}
