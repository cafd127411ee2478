package dev.lethe.aggregate;

import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.EventNames;
import dev.lethe.shared.record.EventType;
import dev.lethe.shared.record.Fact;
import java.util.Map;
import java.util.Set;

/// What tracked events count for that say more than that they happened.
final class Vocabulary {

  private static final Map<String, Metric> METRICS =
      Map.of(
          EventNames.RUN,
          Metric.RUNS,
          EventNames.SESSION_ENDED,
          Metric.SESSION_ENDS,
          EventNames.OFFERING_SHOWN,
          Metric.OFFERINGS_SHOWN,
          EventNames.OFFERING_CLICKED,
          Metric.OFFERINGS_CLICKED,
          EventNames.OFFERING_DISMISSED,
          Metric.OFFERINGS_DISMISSED,
          EventNames.OFFERING_COMPLETED,
          Metric.OFFERINGS_COMPLETED,
          EventNames.GOAL_REACHED,
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
