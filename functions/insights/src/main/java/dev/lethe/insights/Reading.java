package dev.lethe.insights;

import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.Interval;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.record.Dimension;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is read for a question: what it asks for, and what decides whether that may be told. That
/// is the total; for hours the whole of each day that they are in; and where not every event has a
/// value, the events that have none.
final class Reading {

  private final Question question;
  private final Set<@Nullable Dimension> dimensions = new LinkedHashSet<>();
  private final List<Range> ranges = new ArrayList<>();

  private Reading(Question question) {
    this.question = question;
    dimensions.add(null);
    dimensions.add(question.by());
    if (hasRest(question)) {
      dimensions.add(Dimension.EVENT);
    }
  }

  static List<Range> of(Question question) {
    var reading = new Reading(question);
    if (question.interval() == Interval.HOUR) {
      reading.addHours();
    } else {
      reading.add(
          Bucket.of(question.interval(), question.from()),
          Bucket.of(question.interval(), question.to()));
    }
    return reading.ranges;
  }

  /// Whether there may be something that has no value of what is asked by.
  static boolean hasRest(Question question) {
    var by = question.by();
    return by != null && !metrics(question).stream().allMatch(metric -> metric.isAlwaysTold(by));
  }

  private static Set<Metric> metrics(Question question) {
    return question.statistic().metrics(question.interval());
  }

  private void addHours() {
    var days = new LocalDays(question.application().settings().timeZone());
    var first = days.of(new Bucket(Interval.HOUR, question.from(), 0)).getFirst();
    var last = days.of(new Bucket(Interval.HOUR, question.to(), 23)).getLast();
    add(days.firstHour(first), days.lastHour(last));
    add(Bucket.of(first), Bucket.of(last));
  }

  private void add(Bucket first, Bucket last) {
    for (var metric : metrics(question)) {
      for (var dimension : dimensions) {
        ranges.add(new Range(question.application().id(), metric, dimension, first, last));
      }
    }
  }
}
