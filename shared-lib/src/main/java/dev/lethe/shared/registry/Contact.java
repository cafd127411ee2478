package dev.lethe.shared.registry;

import dev.lethe.shared.record.WireNamed;

/// Somebody at a customer's whom the operator reaches.
///
/// @param id opaque: `con_…`; the same as long as it is corrected only
/// @param email an address
/// @param role what they are asked about
public record Contact(String id, String email, Role role) {

  /// The id of the one that a customer is taken in with.
  public static final String FIRST = "con_" + "0".repeat(24);

  /// What somebody is asked about.
  public enum Role implements WireNamed {
    /// Data protection, and breaches of it (GDPR, article 33 (2)).
    PRIVACY,
    /// How it runs.
    TECHNICAL,
    /// What it costs.
    BILLING
  }

  /// The one that a customer is taken in with.
  public static Contact first(String email) {
    return new Contact(FIRST, email, Role.PRIVACY);
  }
}
