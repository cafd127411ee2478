package dev.lethe.subjects.request;

import dev.lethe.shared.record.WireNamed;

/// How far a request is (OpenDSR, section 8).
public enum RequestStatus implements WireNamed {
  /// It is received; it can be cancelled.
  PENDING,
  /// It is begun; nothing turns it back.
  IN_PROGRESS,
  COMPLETED,
  CANCELLED;

  /// Whether that may come after this.
  public boolean mayBecome(RequestStatus next) {
    return switch (this) {
      case PENDING -> next == IN_PROGRESS || next == CANCELLED;
      case IN_PROGRESS -> next == COMPLETED;
      case COMPLETED, CANCELLED -> false;
    };
  }

  /// Whether nothing comes after it.
  public boolean isEnd() {
    return this == COMPLETED || this == CANCELLED;
  }
}
