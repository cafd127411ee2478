package dev.lethe.retention.probe;

import java.time.Duration;
import java.util.stream.Stream;

/// Something that is against the policy.
///
/// @param of which kind, or which setting
/// @param records how many; 0 of a setting
/// @param says what is wrong, in words
public record Breach(Place place, String of, long records, String says) {

  /// What is against the policy of what was found of a kind.
  public static Stream<Breach> of(Kind kind, Amount amount) {
    if (kind.keeping() instanceof Keeping.MayNotBe) {
      return Stream.of(
          new Breach(kind.place(), kind.name(), amount.records(), "no rule knows what this is"));
    }
    return Stream.of(
            of(kind, amount.past(), "past its time, the worst by " + words(amount.worst())),
            of(kind, amount.endless(), "without an end"),
            of(kind, amount.late(), "with an end that is later than the policy's"))
        .filter(breach -> breach.records() > 0);
  }

  private static Breach of(Kind kind, long records, String says) {
    return new Breach(kind.place(), kind.name(), records, says);
  }

  /// What a setting is against the policy.
  public static Breach of(Setting setting) {
    var of = setting.check().wireName() + (setting.of().isEmpty() ? "" : " of " + setting.of());
    return new Breach(
        setting.place(),
        of,
        0,
        "AWS reports \"%s\" where \"%s\" is promised"
            .formatted(setting.reported(), setting.promised()));
  }

  private static String words(Duration time) {
    if (time.toDays() > 0) {
      return time.toDays() == 1 ? "1 day" : time.toDays() + " days";
    }
    return time.toHours() == 1 ? "1 hour" : time.toHours() + " hours";
  }
}
