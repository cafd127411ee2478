package dev.lethe.shared.registry;

import dev.lethe.shared.record.WireNamed;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A feature that was switched on or off.
///
/// @param attestation on which ground it was switched on; nothing if it was switched off
/// @param erases whether what it had collected was erased with that; else it stays until it expires
public record FeatureSwitch(
    Feature feature, Instant time, @Nullable Attestation attestation, boolean erases) {

  public FeatureSwitch {
    if (erases && attestation != null) {
      throw new IllegalArgumentException("Whoever switches a feature on erases nothing.");
    }
  }

  /// One that erases nothing.
  public FeatureSwitch(Feature feature, Instant time, @Nullable Attestation attestation) {
    this(feature, time, attestation, false);
  }

  /// One that switches a feature off and erases what it had collected.
  public static FeatureSwitch erasing(Feature feature, Instant time) {
    return new FeatureSwitch(feature, time, null, true);
  }

  /// What a customer states when it switches a feature on.
  ///
  /// @param attestedBy the person who states it
  /// @param lawfulBasis of GDPR, article 6 (1): `consent`, `contract`, …
  /// @param textVersion which version of the consent's or the notice's text subjects were shown
  public record Attestation(String attestedBy, String lawfulBasis, String textVersion) {}

  /// What became of what a feature had collected when it was switched off.
  public enum Collected implements WireNamed {
    /// It stays until it expires.
    KEPT,
    ERASED
  }

  public boolean isOn() {
    return attestation != null;
  }

  /// What became of what it had collected; nothing if it was switched on.
  public Optional<Collected> collected() {
    return isOn() ? Optional.empty() : Optional.of(erases ? Collected.ERASED : Collected.KEPT);
  }

  /// Whether exports may hold what it erases: screenshots are in none.
  public boolean erasesExported() {
    return erases && feature != Feature.SCREENSHOTS;
  }
}
