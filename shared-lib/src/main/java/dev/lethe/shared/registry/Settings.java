package dev.lethe.shared.registry;

import dev.lethe.shared.address.Masking;
import dev.lethe.shared.retention.Term;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;

/// What an application collects and how. A change counts from the next request on.
///
/// @param features what is collected beyond the least
/// @param masking how much of client addresses is kept
/// @param timeZone whose days are counted; it is fixed when the application is made
/// @param retentionDays for how many days a subject's data is kept, 1 to [#LONGEST_RETENTION]
/// @param smallGroupThreshold of how many subjects a group is at least that statistics show, if the
///   operator asks for no more
/// @param graceDays for how many days a request of a subject waits, and can be cancelled, before
///   its work begins
public record Settings(
    Set<Feature> features,
    Masking masking,
    ZoneId timeZone,
    int retentionDays,
    int smallGroupThreshold,
    int graceDays) {

  /// The longest that a subject's data is kept, in days (requirement T4), as the operator chose.
  public static final int LONGEST_RETENTION = Term.SUBJECT_DATA.days();

  /// The largest group that an application may ask to be hidden; with more, nothing would be shown.
  public static final int MOST_SMALL_GROUP_THRESHOLD = 10_000;

  /// The longest that a request of a subject waits, in days: what follows has ten more until the
  /// month is over in which it is to be answered (requirement R8).
  public static final int LONGEST_GRACE = 20;

  /// What holds unless somebody decides otherwise.
  public static final Settings STANDARD =
      new Settings(Set.of(), Masking.STANDARD, ZoneOffset.UTC, LONGEST_RETENTION, 1);

  public Settings {
    features = Set.copyOf(features);
    if (retentionDays < 1 || retentionDays > LONGEST_RETENTION) {
      throw new IllegalArgumentException(
          "Data of subjects is kept for 1 to %d days.".formatted(LONGEST_RETENTION));
    }
    if (smallGroupThreshold < 1 || smallGroupThreshold > MOST_SMALL_GROUP_THRESHOLD) {
      throw new IllegalArgumentException("A group that is shown is of 1 to 10,000 subjects.");
    }
    if (graceDays < 0 || graceDays > LONGEST_GRACE) {
      throw new IllegalArgumentException("A request waits for 0 to 20 days.");
    }
  }

  /// Of an application whose subjects' requests do not wait.
  public Settings(
      Set<Feature> features,
      Masking masking,
      ZoneId timeZone,
      int retentionDays,
      int smallGroupThreshold) {
    this(features, masking, timeZone, retentionDays, smallGroupThreshold, 0);
  }

  public boolean has(Feature feature) {
    return features.contains(feature);
  }

  public Settings withFeatures(Set<Feature> on) {
    return new Settings(on, masking, timeZone, retentionDays, smallGroupThreshold, graceDays);
  }

  public Settings withGraceDays(int days) {
    return new Settings(features, masking, timeZone, retentionDays, smallGroupThreshold, days);
  }
}
