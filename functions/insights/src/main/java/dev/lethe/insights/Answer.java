package dev.lethe.insights;

import dev.lethe.shared.counters.Bucket;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// The answer to a question.
///
/// @param threshold groups below it are summed into [#SUPPRESSED]
/// @param series as they were asked for, suppressed groups last
/// @param leftOut how many series are behind these
/// @param next the key behind which the next page begins; nothing if this is the last
public record Answer(
    Question question, int threshold, List<Series> series, int leftOut, @Nullable String next) {

  /// The series of all groups that are too small to be shown.
  public static final String SUPPRESSED = "(suppressed)";

  public Answer {
    series = List.copyOf(series);
  }

  /// How often, day by day or hour by hour; one without any is left out.
  public record Series(String key, SortedMap<Bucket, Long> values) {

    long sum() {
      return values.values().stream().mapToLong(Long::longValue).sum();
    }
  }
}
