package dev.lethe.control;

import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.shared.registry.Grant;
import dev.lethe.shared.registry.IssuedKey;
import dev.lethe.shared.registry.Scope;
import java.util.Map;
import java.util.Optional;

/// What a customer's register of disclosures has of a key that the operator made, and has seen.
final class SeenKey {

  private SeenKey() {}

  /// Its entry.
  ///
  /// @param operator whose credentials made it, as records call them
  /// @return nothing if the key opens nothing that is personal
  static Optional<DisclosureEntry> entry(IssuedKey key, String operator) {
    return key.grant() instanceof Grant.Secret(var customer, var scopes)
            && scopes.contains(Scope.RIGHTS)
        ? Optional.of(
            new DisclosureEntry(
                customer,
                null,
                key.id(),
                key.made(),
                DisclosureEntry.Kind.OPERATOR_KEY,
                DisclosureEntry.Recipient.OPERATOR,
                DisclosureEntry.Ground.CONTROLLER_INSTRUCTION,
                operator,
                Map.of("scope", KeyText.scope(scopes))))
        : Optional.empty();
  }
}
