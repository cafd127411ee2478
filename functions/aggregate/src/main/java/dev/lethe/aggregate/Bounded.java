package dev.lethe.aggregate;

import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.Fact;
import dev.lethe.shared.record.StreamRecord;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Set;

/// Keeps the number of values of a dimension bounded: what is one too many is counted as
/// [Dimension#OTHER].
public final class Bounded {

  /// Those whose values come from the app or its device as they are; all others are closed sets.
  private static final Set<Dimension> OPEN =
      Collections.unmodifiableSet(
          EnumSet.of(
              Dimension.EVENT,
              Dimension.APP_VERSION,
              Dimension.OS,
              Dimension.OS_VERSION,
              Dimension.DEVICE_TYPE,
              Dimension.MANUFACTURER,
              Dimension.MODEL,
              Dimension.OFFERING,
              Dimension.CONTENT_TYPE,
              Dimension.OFFERING_TYPE,
              Dimension.GOAL));

  private Bounded() {}

  /// An event as it is counted.
  static Fact of(Fact fact, StreamRecord taken, Values values) {
    var bounded = new EnumMap<Dimension, String>(Dimension.class);
    fact.values()
        .forEach((dimension, value) ->
            bounded.put(
                dimension,
                !isAdmitted(dimension, value)
                        || values.admit(taken.app(), dimension, Count.day(fact, taken), value)
                    ? value
                    : Dimension.OTHER));
    return new Fact(
        fact.type(),
        fact.raw(),
        fact.time(),
        fact.digest(),
        fact.session(),
        fact.duration(),
        bounded);
  }

  /// Whether a value is counted by itself only where [Values] admits it. Names in parentheses are
  /// ours.
  public static boolean isAdmitted(Dimension dimension, String value) {
    return OPEN.contains(dimension)
        && !(value.startsWith("(") && value.endsWith(")"))
        && !(dimension == Dimension.EVENT && Vocabulary.has(value));
  }
}
