package dev.lethe.shared.registry;

import dev.lethe.shared.record.WireNamed;
import java.util.Set;

/// What a secret key may be used for. None includes another.
public enum Scope implements WireNamed {
  /// Statistics, usage, and how applications are set: nothing that is about one person.
  READ,
  /// What is personal: requests of subjects, exports, audits, disclosures.
  RIGHTS,
  /// The account: applications, their settings and features, keys, contacts, terminations.
  MANAGE;

  /// What the first key of a customer may be used for.
  public static final Set<Scope> ALL = Set.of(values());
}
