package dev.lethe.subjects.request;

import dev.lethe.shared.record.WireNamed;
import dev.lethe.shared.vault.Identity;

/// The kinds of identity that name a subject here (OpenDSR, section 5.1, and one of ours).
enum IdentityType implements WireNamed {
  CONTROLLER_CUSTOMER_ID(Identity.Kind.USER),
  EMAIL(Identity.Kind.USER),
  /// What SDKs make at random for each installation; the specification has no word for it.
  ANONYMOUS_ID(Identity.Kind.DEVICE);

  private final Identity.Kind kind;

  IdentityType(Identity.Kind kind) {
    this.kind = kind;
  }

  Identity.Kind kind() {
    return kind;
  }
}
