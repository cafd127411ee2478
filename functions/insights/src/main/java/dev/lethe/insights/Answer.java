package dev.lethe.insights;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;

/// The answer to a question.
///
/// @param threshold groups below it are summed into [#SUPPRESSED]
/// @param series the largest first, suppressed groups last
public record Answer(Question question, int threshold, List<Series> series) {

  /// The series of all groups that are too small to be shown.
  public static final String SUPPRESSED = "(suppressed)";

  public Answer {
    series = List.copyOf(series);
  }

  /// How often, day by day; a day without any is left out.
  public record Series(String key, SortedMap<LocalDate, Long> values) {

    long sum() {
      return values.values().stream().mapToLong(Long::longValue).sum();
    }
  }
}
