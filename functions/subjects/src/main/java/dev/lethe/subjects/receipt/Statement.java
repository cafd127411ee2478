package dev.lethe.subjects.receipt;

import java.time.Instant;

/// What a receipt says, as it was measured.
public sealed interface Statement permits Erasure, ClosedErasure {

  /// The customer's id.
  String customer();

  /// The request that it is about: a UUID.
  String request();

  /// What it is called among its customer's: there is one receipt of a name.
  String name();

  /// When the last of it was measured.
  Instant measured();
}
