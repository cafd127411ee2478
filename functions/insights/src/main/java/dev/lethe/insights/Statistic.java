package dev.lethe.insights;

import static dev.lethe.insights.Measure.N;
import static dev.lethe.insights.Measure.count;
import static dev.lethe.insights.Measure.part;
import static dev.lethe.insights.Measure.perSubject;
import static dev.lethe.insights.Measure.subjects;
import static dev.lethe.insights.Measure.sum;

import dev.lethe.shared.counters.Interval;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.WireNamed;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What customers ask for: made of the metrics that are counted, and told in measures. More on each
/// is in `docs/statistics.md`.
@SuppressWarnings("ImmutableEnumChecker") // Its sets and lists cannot be changed.
public enum Statistic implements WireNamed {
  EVENTS(
      "Events that happened.",
      EnumSet.of(Metric.EVENTS),
      List.of(
          count(N, "events", Metric.EVENTS),
          subjects("subjects", "subjects who they are of", Crowd.in(Metric.EVENTS)))),

  /// Hours and days are told by the metric of events, weeks and months by that of users.
  USERS(
      "Subjects with an event.",
      EnumSet.of(Metric.EVENTS, Metric.USERS),
      List.of(
          subjects(N, "subjects", Crowd.users()),
          part("new", "those not known before; not by the hour", Crowd.users(), new Crowd.New()),
          part("returning", "the others; not by the hour", Crowd.users(), new Crowd.Returning()))),

  SESSIONS(
      "Sessions, by the first of their events that came.",
      EnumSet.of(Metric.SESSIONS),
      List.of(
          count(N, "sessions", Metric.SESSIONS),
          subjects("subjects", "subjects who they are of", Crowd.in(Metric.SESSIONS)),
          perSubject(
              "sessions of a subject, on average",
              Set.of(Crowd.in(Metric.SESSIONS)),
              cell -> cell.of(Metric.SESSIONS).n(),
              Metric.SESSIONS))),

  SESSION_LENGTH(
      "How long sessions took, of those whose end told it.",
      EnumSet.of(Metric.SESSION_ENDS),
      List.of(
          sum(
              N,
              "milliseconds, on average",
              Crowd.in(Metric.SESSION_ENDS),
              cell -> {
                var ends = cell.of(Metric.SESSION_ENDS);
                return Measure.mean(ends.time(), ends.n(), 0);
              }),
          count("sessions", "sessions that it is the average of", Metric.SESSION_ENDS),
          sum(
              "total",
              "milliseconds, all together",
              Crowd.in(Metric.SESSION_ENDS),
              cell -> cell.of(Metric.SESSION_ENDS).time()))),

  RUNS(
      "Runs of the app.",
      EnumSet.of(Metric.RUNS),
      List.of(
          count(N, "runs", Metric.RUNS),
          subjects("subjects", "subjects who ran it", Crowd.in(Metric.RUNS)))),

  RUNS_PER_USER(
      "Subjects who ran the app, by how often they did.",
      EnumSet.range(Metric.RUNS, Metric.RAN_MORE),
      List.of(
          subjects(N, "subjects who ran the app", new Crowd.Runners()),
          part("1", "once", new Crowd.Runners(), Crowd.in(Metric.RAN_ONCE)),
          part("2", "twice", new Crowd.Runners(), Crowd.in(Metric.RAN_TWICE)),
          part("3-5", "3 to 5 times", new Crowd.Runners(), Crowd.in(Metric.RAN_3_TO_5)),
          part("6-10", "6 to 10 times", new Crowd.Runners(), Crowd.in(Metric.RAN_6_TO_10)),
          part("11+", "more often", new Crowd.Runners(), Crowd.in(Metric.RAN_MORE)))) {
    @Override
    public Set<Interval> intervals() {
      return Metric.RAN_ONCE.intervals();
    }
  },

  OFFERINGS(
      "What became of offerings.",
      EnumSet.range(Metric.OFFERINGS_SHOWN, Metric.OFFERINGS_COMPLETED),
      List.of(
          count(N, "how often they were shown", Metric.OFFERINGS_SHOWN),
          count("clicked", "how often they were clicked", Metric.OFFERINGS_CLICKED),
          count("dismissed", "how often they were dismissed", Metric.OFFERINGS_DISMISSED),
          count("completed", "how often they were completed", Metric.OFFERINGS_COMPLETED))),

  OFFERING_FUNNEL(
      "How many subjects offerings were shown to, and how many did something with them.",
      EnumSet.range(Metric.OFFERINGS_SHOWN, Metric.OFFERINGS_COMPLETED),
      List.of(
          subjects(N, "subjects they were shown to", Crowd.in(Metric.OFFERINGS_SHOWN)),
          subjects("clicked", "subjects who clicked", Crowd.in(Metric.OFFERINGS_CLICKED)),
          subjects("dismissed", "subjects who dismissed", Crowd.in(Metric.OFFERINGS_DISMISSED)),
          subjects("completed", "subjects who completed", Crowd.in(Metric.OFFERINGS_COMPLETED)))),

  OFFERING_TIME(
      "How long subjects spent with offerings, as far as events told it.",
      EnumSet.range(Metric.OFFERINGS_SHOWN, Metric.OFFERINGS_COMPLETED),
      List.of(
          sum(N, "milliseconds, all together", Crowd.ofOfferings(), cell -> cell.sum().time()),
          perSubject(
              "milliseconds of a subject they were shown to, on average",
              Set.of(Crowd.ofOfferings(), Crowd.in(Metric.OFFERINGS_SHOWN)),
              cell -> cell.sum().time(),
              Metric.OFFERINGS_SHOWN))),

  GOALS(
      "Goals that were reached.",
      EnumSet.of(Metric.GOALS),
      List.of(
          count(N, "how often", Metric.GOALS),
          subjects("subjects", "subjects who reached them", Crowd.in(Metric.GOALS)))),

  INTAKE(
      "What became of events, by the day that they came on.",
      EnumSet.of(Metric.INTAKE),
      List.of(count(N, "events", Metric.INTAKE)));

  private final String says;
  private final Set<Metric> metrics;
  private final List<Measure> measures;

  Statistic(String says, EnumSet<Metric> metrics, List<Measure> measures) {
    this.says = says;
    this.metrics = Collections.unmodifiableSet(metrics);
    this.measures = List.copyOf(measures);
  }

  /// What it says, for people.
  String says() {
    return says;
  }

  /// What it is told in; the first is [Measure#N].
  List<Measure> measures() {
    return measures;
  }

  /// The names of what it is told in.
  public List<String> measureNames() {
    return measures.stream().map(Measure::name).toList();
  }

  /// The metrics that it is made of, at an interval.
  Set<Metric> metrics(Interval interval) {
    return metrics.stream()
        .filter(metric -> metric.intervals().contains(interval))
        .collect(Collectors.toUnmodifiableSet());
  }

  /// How finely it is told apart in time.
  public Set<Interval> intervals() {
    var all = EnumSet.noneOf(Interval.class);
    metrics.forEach(metric -> all.addAll(metric.intervals()));
    return Collections.unmodifiableSet(all);
  }

  /// What it can be told apart by.
  public Set<Dimension> dimensions() {
    return metrics.iterator().next().dimensions();
  }

  /// Whether groups in it are groups of people, so that small ones are not shown.
  boolean isOfPeople() {
    return metrics.stream().allMatch(Metric::isOfPeople);
  }

  /// The measure by which one series is larger than another.
  Measure weight() {
    return measures.get(this == SESSION_LENGTH ? 1 : 0);
  }
}
