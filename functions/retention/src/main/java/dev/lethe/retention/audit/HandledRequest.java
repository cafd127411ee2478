package dev.lethe.retention.audit;

import java.time.Instant;
import java.util.List;

/// A request of a subject, and what became of it.
///
/// @param id the customer's own for it
/// @param type what was asked for
/// @param submitted when the subject asked
/// @param changes what it was, and since when, from the first on
public record HandledRequest(String id, String type, Instant submitted, List<Change> changes) {

  /// It became something.
  public record Change(String status, Instant at) {}

  public HandledRequest {
    changes = List.copyOf(changes);
  }

  /// When it was received.
  public Instant received() {
    return changes.getFirst().at();
  }

  /// What it is now.
  String status() {
    return changes.getLast().status();
  }
}
