package dev.lethe.shared.record;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What became of one request, and how many events, or parts of events, of it were not taken, and
/// why. It belongs to no subject.
///
/// @param partitionKey anything: it is in no subject's lane
/// @param zone the application's time zone, whose days are counted
/// @param received when the request came
/// @param request nothing in records from before requests were counted
/// @param numbers by outcome: `rejected_too_old`, `suppressed_erased`, `dropped_user_attributes`
public record IntakeRecord(
    String app,
    String partitionKey,
    ZoneId zone,
    Instant received,
    @Nullable Request request,
    SortedMap<String, Long> numbers)
    implements LaneMessage {

  /// The outcome of an event, or of a request, that was taken.
  public static final String TAKEN = "taken";

  /// The outcome of an event that was known already: an SDK sends again what it lost the answer to.
  public static final String REPEATED = "repeated";

  /// What outcomes of events begin with that were refused.
  public static final String REJECTED = "rejected_";

  /// What outcomes of events begin with that their subject's state kept from being counted.
  public static final String SUPPRESSED = "suppressed_";

  /// What outcomes of parts of events begin with.
  public static final String DROPPED = "dropped_";

  /// A request as a whole.
  ///
  /// @param outcome [#TAKEN], or the code that it was refused with: `too_large`
  /// @param bytes how long its body was, as it came
  public record Request(String outcome, long bytes) {}

  public IntakeRecord {
    numbers = Collections.unmodifiableSortedMap(new TreeMap<>(numbers));
  }

  /// The outcome of an event that was refused.
  public static String rejected(WireNamed code) {
    return REJECTED + code.wireName();
  }

  /// The outcome of an event that its subject's state kept from being counted.
  public static String suppressed(WireNamed reason) {
    return SUPPRESSED + reason.wireName();
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
