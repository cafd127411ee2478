package dev.lethe.subjects.receipt;

import static java.time.temporal.ChronoUnit.MILLIS;

import java.time.Instant;

/// What a customer is told of an erasure, for good.
///
/// @param id of this receipt; it follows from the request
/// @param after what it follows in its customer's chain
/// @param erasure what was measured
/// @param issued when it was made
/// @param certificate SHA-256 of the certificate that it is signed under, in hexadecimal
public record Receipt(
    String id, ChainHead after, Erasure erasure, Instant issued, String certificate) {

  /// @throws IllegalArgumentException if it was made before all was verified
  public Receipt {
    issued = issued.truncatedTo(MILLIS);
    if (issued.isBefore(erasure.verified())) {
      throw new IllegalArgumentException("A receipt was made before all was verified.");
    }
  }

  static Receipt of(Erasure erasure, ChainHead after, Instant issued, String certificate) {
    return new Receipt("rcp_" + erasure.request(), after, erasure, issued, certificate);
  }

  /// Its number in its customer's chain.
  long number() {
    return after.number() + 1;
  }
}
