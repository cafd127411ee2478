package dev.lethe.subjects.receipt;

import java.time.Instant;

/// What a receipt says, as it was measured.
public sealed interface Statement permits Erasure, ClosedErasure, EndedApplication, EndedCustomer {

  /// The customer's id.
  String customer();

  /// What it is called among its customer's: there is one receipt of a name.
  String name();

  /// When the last of it was measured.
  Instant measured();
}
