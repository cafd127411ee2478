package dev.lethe.aggregate;

import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.EventType;
import dev.lethe.shared.record.Fact;
import java.util.Map;
import java.util.Set;

/// The tracked events that say more than that they happened (`docs/events.md`, "Vocabulary").
final class Vocabulary {

  private static final String RUN = "Application Opened";
  private static final String SESSION_ENDED = "Session Ended";

  private static final Map<String, Metric> METRICS =
      Map.of(
          RUN,
          Metric.RUNS,
          SESSION_ENDED,
          Metric.SESSION_ENDS,
          "Offering Shown",
          Metric.OFFERINGS_SHOWN,
          "Offering Clicked",
          Metric.OFFERINGS_CLICKED,
          "Offering Dismissed",
          Metric.OFFERINGS_DISMISSED,
          "Offering Completed",
          Metric.OFFERINGS_COMPLETED,
          "Goal Reached",
          Metric.GOALS);

  private static final Set<String> OTHERS =
      Set.of(
          "Application Installed",
          "Application Backgrounded",
          "Application Updated",
          "Session Started");

  private Vocabulary() {}

  /// Whether an event has a name of the vocabulary.
  static boolean has(String name) {
    return METRICS.containsKey(name) || OTHERS.contains(name);
  }

  /// What an event counts for, beside being one.
  static Set<Metric> metricsOf(Fact fact) {
    var metric = METRICS.get(fact.value(Dimension.EVENT));
    var tellsNothing = metric == Metric.SESSION_ENDS && fact.duration() == null;
    return fact.type() != EventType.TRACK || metric == null || tellsNothing
        ? Set.of()
        : Set.of(metric);
  }

  static boolean isRun(Fact fact) {
    return metricsOf(fact).contains(Metric.RUNS);
  }
}
