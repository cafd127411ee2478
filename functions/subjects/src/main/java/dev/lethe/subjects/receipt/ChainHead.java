package dev.lethe.subjects.receipt;

import org.jspecify.annotations.Nullable;

/// The last receipt of a customer.
///
/// @param number how many there are
/// @param hash SHA-256 of the last one's signed bytes, in hexadecimal; nothing if there is none
public record ChainHead(long number, @Nullable String hash) {

  /// Of a customer without receipts.
  public static final ChainHead NONE = new ChainHead(0, null);

  public ChainHead {
    if (number < 0 || (number == 0) != (hash == null)) {
      throw new IllegalArgumentException("A chain ends with a receipt, or has none.");
    }
  }
}
