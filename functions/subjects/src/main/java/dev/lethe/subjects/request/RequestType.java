package dev.lethe.subjects.request;

import dev.lethe.shared.record.WireNamed;

/// The right that a request is about. The first three are OpenDSR's (section 6.2), the others ours.
public enum RequestType implements WireNamed {
  ERASURE,
  ACCESS,
  PORTABILITY,
  RECTIFICATION,
  RESTRICTION,
  LIFT_RESTRICTION,
  OBJECTION,
  LIFT_OBJECTION,
  CONSENT_WITHDRAWAL,
  LIFT_CONSENT_WITHDRAWAL,
  STOP_COLLECTION,
  LIFT_STOP_COLLECTION;

  /// Whether it is about purposes that data is used for.
  boolean isAboutPurposes() {
    return switch (this) {
      case OBJECTION, LIFT_OBJECTION, CONSENT_WITHDRAWAL, LIFT_CONSENT_WITHDRAWAL -> true;
      default -> false;
    };
  }
}
