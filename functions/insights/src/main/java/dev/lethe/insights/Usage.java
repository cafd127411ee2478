package dev.lethe.insights;

import dev.lethe.shared.registry.Application;
import java.time.YearMonth;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// How much an application made of Lethe. It tells of no person.
///
/// @param threshold fewer active subjects are not told
/// @param told what there is of each month; one that is not kept whole any more is missing
record Usage(Application application, Months months, long threshold, List<Month> told) {

  Usage {
    told = List.copyOf(told);
  }

  /// One month.
  ///
  /// @param requests by what became of them
  /// @param bytes of the bodies of all of them, as they came
  /// @param events by what became of them; and parts of events
  /// @param activeSubjects as statistics tell it; nothing where they do not
  record Month(
      YearMonth month,
      SortedMap<String, Long> requests,
      long bytes,
      SortedMap<String, Long> events,
      @Nullable Long activeSubjects) {}
}
