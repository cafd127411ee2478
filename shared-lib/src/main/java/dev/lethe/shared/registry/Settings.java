package dev.lethe.shared.registry;

import dev.lethe.shared.address.Masking;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;

/// What an application collects and how. A change counts from the next request on.
///
/// @param features what is collected beyond the least
/// @param masking how much of client addresses is kept
/// @param timeZone whose days are counted; it is fixed when the application is made
/// @param retentionDays for how many days a subject's data is kept, 1 to 90
public record Settings(Set<Feature> features, Masking masking, ZoneId timeZone, int retentionDays) {

  /// The longest that a subject's data is kept, in days (requirement T4).
  public static final int LONGEST_RETENTION = 90;

  /// What holds unless somebody decides otherwise.
  public static final Settings STANDARD =
      new Settings(Set.of(), Masking.STANDARD, ZoneOffset.UTC, LONGEST_RETENTION);

  public Settings {
    features = Set.copyOf(features);
    if (retentionDays < 1 || retentionDays > LONGEST_RETENTION) {
      throw new IllegalArgumentException("Data of subjects is kept for 1 to 90 days.");
    }
  }

  public boolean has(Feature feature) {
    return features.contains(feature);
  }

  public Settings withFeatures(Set<Feature> on) {
    return new Settings(on, masking, timeZone, retentionDays);
  }
}
