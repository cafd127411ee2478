package dev.lethe.insights;

import dev.lethe.insights.Answer.Series;
import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.CounterKey;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Answers questions. A group of fewer events than the threshold cannot be more people than that:
/// it is not shown by itself. What is past its time is not shown, even where the store still has
/// it.
final class Insights {

  private static final Comparator<Series> SUPPRESSED_LAST =
      Comparator.comparing(series -> series.key().equals(Answer.SUPPRESSED));

  private static final Comparator<Series> BY_KEY = SUPPRESSED_LAST.thenComparing(Series::key);

  private static final Comparator<Series> BY_SIZE =
      SUPPRESSED_LAST
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

  Answer answer(Question question, Page page) {
    var least = question.metric().isOfPeople() ? threshold : 1;
    var series = new HashMap<String, SortedMap<Bucket, Long>>();
    byTime(question)
        .forEach((bucket, groups) ->
            SmallGroups.hidden(groups, least)
                .forEach((key, number) ->
                    series.computeIfAbsent(key, unseen -> new TreeMap<>()).put(bucket, number)));
    var ordered =
        series.entrySet().stream()
            .map(entry -> new Series(entry.getKey(), entry.getValue()))
            .sorted(page.order() == Page.Order.KEY ? BY_KEY : BY_SIZE)
            .dropWhile(one -> !isBehind(page.after(), one))
            .toList();
    var shown = ordered.subList(0, Math.min(page.limit(), ordered.size()));
    var leftOut = ordered.size() - shown.size();
    var next = page.order() == Page.Order.KEY && leftOut > 0 ? shown.getLast().key() : null;
    return new Answer(question, least, shown, leftOut, next);
  }

  private Map<Bucket, Map<String, Long>> byTime(Question question) {
    var times = new HashMap<Bucket, Map<String, Long>>();
    counters
        .numbers(question)
        .forEach((counter, number) -> {
          if (number > 0 && isShown(counter)) {
            times
                .computeIfAbsent(counter.bucket(), bucket -> new HashMap<>())
                .put(counter.value(), number);
          }
        });
    return times;
  }

  private boolean isShown(CounterKey counter) {
    return clock.instant().isBefore(counter.expires());
  }

  private static boolean isBehind(@Nullable String after, Series series) {
    return after == null
        || series.key().equals(Answer.SUPPRESSED)
        || (!after.equals(Answer.SUPPRESSED) && series.key().compareTo(after) > 0);
  }
}
