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
/// @param requests how requests of subjects are served
/// @param platforms what it runs on
public record Settings(
    Set<Feature> features,
    Masking masking,
    ZoneId timeZone,
    int retentionDays,
    int smallGroupThreshold,
    RequestSettings requests,
    Set<Platform> platforms) {

  /// The longest that a subject's data is kept, in days (requirement T4), as the operator chose.
  public static final int LONGEST_RETENTION = Term.SUBJECT_DATA.days();

  /// The largest group that an application may ask to be hidden; with more, nothing would be shown.
  public static final int MOST_SMALL_GROUP_THRESHOLD = 10_000;

  /// What holds unless somebody decides otherwise.
  public static final Settings STANDARD =
      new Settings(Set.of(), Masking.STANDARD, ZoneOffset.UTC, LONGEST_RETENTION, 1);

  public Settings {
    features = Set.copyOf(features);
    platforms = Set.copyOf(platforms);
    if (retentionDays < 1 || retentionDays > LONGEST_RETENTION) {
      throw new IllegalArgumentException(
          "Data of subjects is kept for 1 to %d days.".formatted(LONGEST_RETENTION));
    }
    if (smallGroupThreshold < 1 || smallGroupThreshold > MOST_SMALL_GROUP_THRESHOLD) {
      throw new IllegalArgumentException("A group that is shown is of 1 to 10,000 subjects.");
    }
  }

  /// Of an application whose customer decided no more.
  public Settings(
      Set<Feature> features,
      Masking masking,
      ZoneId timeZone,
      int retentionDays,
      int smallGroupThreshold) {
    this(
        features,
        masking,
        timeZone,
        retentionDays,
        smallGroupThreshold,
        RequestSettings.STANDARD,
        Set.of());
  }

  public boolean has(Feature feature) {
    return features.contains(feature);
  }

  public Settings withFeatures(Set<Feature> on) {
    return new Settings(
        on, masking, timeZone, retentionDays, smallGroupThreshold, requests, platforms);
  }

  /// The same, changed to others in whatever is not fixed, and not switched by itself.
  public Settings changed(Settings others) {
    return new Settings(
        features,
        others.masking,
        timeZone,
        others.retentionDays,
        others.smallGroupThreshold,
        others.requests,
        others.platforms);
  }

  public Settings with(RequestSettings others) {
    return new Settings(
        features, masking, timeZone, retentionDays, smallGroupThreshold, others, platforms);
  }
}
