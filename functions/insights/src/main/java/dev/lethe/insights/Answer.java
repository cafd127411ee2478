package dev.lethe.insights;

import dev.lethe.shared.counters.Bucket;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// The answer to a question.
///
/// @param threshold groups of fewer subjects are not shown by themselves
/// @param series as they were asked for, suppressed groups last
/// @param leftOut how many series are behind these
/// @param next the key behind which the next page begins; nothing if this is the last
record Answer(
    Question question, long threshold, List<Series> series, int leftOut, @Nullable String next) {

  Answer {
    series = List.copyOf(series);
  }

  /// The numbers of one value, bucket by bucket, each by its measure's name; what is not told, and
  /// a bucket without anything, is left out.
  record Series(String key, SortedMap<Bucket, Map<String, Number>> values) {

    long sum(Measure measure) {
      return values.values().stream()
          .map(numbers -> numbers.get(measure.name()))
          .mapToLong(number -> number == null ? 0 : number.longValue())
          .sum();
    }
  }
}
