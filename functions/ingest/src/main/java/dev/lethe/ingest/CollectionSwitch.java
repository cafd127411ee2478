package dev.lethe.ingest;

import dev.lethe.ingest.gate.NewSubjects;
import dev.lethe.ingest.gate.Vault;
import dev.lethe.ingest.gate.View;
import dev.lethe.ingest.request.Limits;
import dev.lethe.ingest.request.SdkEvent;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.vault.SubjectState;
import java.time.Instant;
import java.util.Optional;

/// Stops collection from a device, or allows it again, when its own SDK asks. What a customer has
/// stopped stays so. The answer is the same whether the device is known or not.
final class CollectionSwitch {

  private final Vault vault;
  private final NewSubjects newSubjects;

  CollectionSwitch(Vault vault, NewSubjects newSubjects) {
    this.vault = vault;
    this.newSubjects = newSubjects;
  }

  /// Does what a device asks for itself.
  ///
  /// @param request names the device
  /// @return nothing if the device's state changed in between
  Optional<Outcome> set(
      boolean allowed, SdkEvent request, View view, ApiKey key, Instant received) {
    var device = request.whose().device();
    if (device == null) {
      return Optional.of(
          new Outcome.Malformed(
              "The field anonymousId is missing, or longer than "
                  + Limits.IDENTIFIER_CHARACTERS
                  + " characters: it says which device asks."));
    }
    var before = view.stored(device);
    if (before.rights().optedOut() == !allowed) {
      return Optional.of(new Outcome.Switched());
    }
    if (before.equals(SubjectState.UNKNOWN) && !newSubjects.admit(key, 1, received)) {
      return Optional.of(new Outcome.Throttled(NewSubjects.untilNextMinute(received)));
    }
    var after = view.state(device, received).with(before.rights().withOptedOut(!allowed));
    return vault.change(view.application(), view.keyring().pseudonym(device), before, after)
        ? Optional.of(new Outcome.Switched())
        : Optional.empty();
  }
}
