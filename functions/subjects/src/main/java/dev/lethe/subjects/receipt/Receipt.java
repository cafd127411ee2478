package dev.lethe.subjects.receipt;

import static java.time.temporal.ChronoUnit.MILLIS;

import java.time.Instant;

/// What a customer is told, for good.
///
/// @param id of this receipt; it follows from what it says
/// @param after what it follows in its customer's chain
/// @param statement what was measured
/// @param issued when it was made
/// @param certificate SHA-256 of the certificate that it is signed under, in hexadecimal
public record Receipt(
    String id, ChainHead after, Statement statement, Instant issued, String certificate) {

  /// @throws IllegalArgumentException if it was made before all was measured
  public Receipt {
    issued = issued.truncatedTo(MILLIS);
    if (issued.isBefore(statement.measured())) {
      throw new IllegalArgumentException("A receipt was made before all was measured.");
    }
  }

  static Receipt of(Statement statement, ChainHead after, Instant issued, String certificate) {
    return new Receipt(id(statement.name()), after, statement, issued, certificate);
  }

  /// The id of the receipt of this name.
  static String id(String name) {
    return "rcp_" + name;
  }

  /// Its number in its customer's chain.
  long number() {
    return after.number() + 1;
  }
}
