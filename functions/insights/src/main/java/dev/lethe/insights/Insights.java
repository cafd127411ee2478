package dev.lethe.insights;

import dev.lethe.insights.Answer.Series;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Interval;
import dev.lethe.shared.counters.Numbers;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Answers questions. What is past its time is not shown, even where the store still has it.
final class Insights {

  private static final Comparator<Series> SUPPRESSED_LAST =
      Comparator.comparing(series -> series.key().equals(CounterKey.SUPPRESSED));

  private static final Comparator<Series> BY_KEY = SUPPRESSED_LAST.thenComparing(Series::key);

  private final CounterStore counters;
  private final int threshold;
  private final Clock clock;

  /// @param threshold of how many subjects a group is at least that is shown by itself; an
  ///   application may ask for more
  Insights(CounterStore counters, int threshold, Clock clock) {
    this.counters = counters;
    this.threshold = threshold;
    this.clock = clock;
  }

  Answer answer(Question question, Page page) {
    var least = least(question);
    var tables =
        new Tables(
            question, numbers(question), LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    var disclosure = new Disclosure(tables, question, day -> isWhole(day, question), least);
    var ordered =
        Telling.of(question, tables, disclosure).stream()
            .sorted(page.order() == Page.Order.KEY ? BY_KEY : bySize(question.statistic()))
            .dropWhile(one -> !isBehind(page.after(), one))
            .toList();
    var shown = ordered.subList(0, Math.min(page.limit(), ordered.size()));
    var leftOut = ordered.size() - shown.size();
    var next = page.order() == Page.Order.KEY && leftOut > 0 ? shown.getLast().key() : null;
    return new Answer(question, least, shown, leftOut, next);
  }

  private int least(Question question) {
    return question.statistic().isOfPeople()
        ? Math.max(threshold, question.application().settings().smallGroupThreshold())
        : 1;
  }

  private Map<CounterKey, Numbers> numbers(Question question) {
    var numbers = new HashMap<>(counters.numbers(Reading.of(question)));
    numbers.keySet().removeIf(counter -> !isShown(counter));
    return numbers;
  }

  private boolean isShown(CounterKey counter) {
    return clock.instant().isBefore(counter.expires());
  }

  /// A day some of whose hours are gone would give them away, less those that are left.
  private boolean isWhole(LocalDate day, Question question) {
    var hour = new LocalDays(question.application().settings().timeZone()).firstHour(day);
    var metric = question.statistic().metrics(Interval.HOUR).iterator().next();
    return isShown(CounterKey.total(question.application().id(), metric, hour));
  }

  private static Comparator<Series> bySize(Statistic statistic) {
    return SUPPRESSED_LAST
        .thenComparing(
            Comparator.<Series>comparingLong(series -> series.sum(statistic.weight())).reversed())
        .thenComparing(Series::key);
  }

  private static boolean isBehind(@Nullable String after, Series series) {
    return after == null
        || series.key().equals(CounterKey.SUPPRESSED)
        || (!after.equals(CounterKey.SUPPRESSED) && series.key().compareTo(after) > 0);
  }
}
