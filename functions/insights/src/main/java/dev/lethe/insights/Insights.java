package dev.lethe.insights;

import dev.lethe.insights.Answer.Series;
import dev.lethe.shared.counters.CounterKey;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Answers questions. A group of fewer events than the threshold cannot be more people than that:
/// it is not shown by itself. What is past its time is not shown, even where the store still has
/// it.
final class Insights {

  private static final Comparator<Series> ORDER =
      Comparator.comparing((Series series) -> series.key().equals(Answer.SUPPRESSED))
          .thenComparing(Comparator.comparingLong(Series::sum).reversed())
          .thenComparing(Series::key);

  private final CounterStore counters;
  private final int threshold;
  private final Clock clock;

  Insights(CounterStore counters, int threshold, Clock clock) {
    this.counters = counters;
    this.threshold = threshold;
    this.clock = clock;
  }

  Answer answer(Question question) {
    var least = question.metric().isOfPeople() ? threshold : 1;
    Map<String, SortedMap<LocalDate, Long>> values = new HashMap<>();
    counters
        .numbers(question)
        .forEach((counter, number) -> {
          if (number > 0 && isShown(counter)) {
            values
                .computeIfAbsent(groupOf(counter, number, least), key -> new TreeMap<>())
                .merge(counter.day(), number, Long::sum);
          }
        });
    var series =
        values.entrySet().stream()
            .map(entry -> new Series(entry.getKey(), entry.getValue()))
            .sorted(ORDER)
            .toList();
    return new Answer(question, least, series);
  }

  private boolean isShown(CounterKey counter) {
    return clock.instant().isBefore(counter.expires());
  }

  private static String groupOf(CounterKey counter, long number, int least) {
    return number < least ? Answer.SUPPRESSED : counter.value();
  }
}
