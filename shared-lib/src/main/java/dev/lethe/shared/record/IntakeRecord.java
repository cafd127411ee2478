package dev.lethe.shared.record;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// How many events, or parts of events, of one request were not taken, and why. It belongs to no
/// subject.
///
/// @param partitionKey anything: it is in no subject's lane
/// @param zone the application's time zone, whose days are counted
/// @param received when the request came
/// @param numbers by outcome: `rejected_too_old`, `suppressed_erased`, `dropped_user_attributes`
public record IntakeRecord(
    String app, String partitionKey, ZoneId zone, Instant received, SortedMap<String, Long> numbers)
    implements LaneMessage {

  private static final String DROPPED = "dropped_";

  public IntakeRecord {
    numbers = Collections.unmodifiableSortedMap(new TreeMap<>(numbers));
  }

  /// The outcome of an event that was refused.
  public static String rejected(WireNamed code) {
    return "rejected_" + code.wireName();
  }

  /// The outcome of an event that its subject's state kept from being counted.
  public static String suppressed(WireNamed reason) {
    return "suppressed_" + reason.wireName();
  }

  /// The outcome of a part of an event, while a feature is off.
  public static String dropped(WireNamed feature) {
    return DROPPED + feature.wireName();
  }

  /// Whether an outcome is of a part of an event only, which was itself taken.
  public static boolean isOfPart(String outcome) {
    return outcome.startsWith(DROPPED);
  }
}
