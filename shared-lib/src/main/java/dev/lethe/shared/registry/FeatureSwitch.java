package dev.lethe.shared.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A feature that was switched on or off.
///
/// @param attestation on which ground it was switched on; nothing if it was switched off
public record FeatureSwitch(Feature feature, Instant time, @Nullable Attestation attestation) {

  /// What a customer states when it switches a feature on.
  ///
  /// @param attestedBy the person who states it
  /// @param lawfulBasis of GDPR, article 6 (1): `consent`, `contract`, …
  /// @param textVersion which version of the consent's or the notice's text subjects were shown
  public record Attestation(String attestedBy, String lawfulBasis, String textVersion) {}

  public boolean isOn() {
    return attestation != null;
  }
}
