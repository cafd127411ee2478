package dev.lethe.insights;

import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Interval;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.goals.Goals;
import dev.lethe.shared.record.Dimension;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// People, what happened to them, and the counters that come of it, counted from scratch.
final class World {

  static final String APP = "app_1";

  private static final Map<String, Metric> METRICS =
      Map.of(
          "Application Opened", Metric.RUNS,
          "Session Ended", Metric.SESSION_ENDS,
          "Offering Shown", Metric.OFFERINGS_SHOWN,
          "Offering Clicked", Metric.OFFERINGS_CLICKED,
          "Offering Dismissed", Metric.OFFERINGS_DISMISSED,
          "Offering Completed", Metric.OFFERINGS_COMPLETED,
          "Goal Reached", Metric.GOALS);

  private final ZoneId zone;
  private final List<Event> events = new ArrayList<>();
  private final Set<Integer> newcomers = new HashSet<>();
  private boolean isWithoutGoals;

  World(ZoneId zone) {
    this.zone = zone;
  }

  /// @param values of all dimensions but the event's name
  record Event(
      int person, Instant time, String name, Map<Dimension, String> values, long duration) {

    @Nullable String value(Dimension dimension) {
      return dimension == Dimension.EVENT ? name : values.get(dimension);
    }
  }

  void add(Event event) {
    events.add(event);
  }

  void add(int person, String time, String name, Map<Dimension, String> values) {
    add(new Event(person, Instant.parse(time), name, values, 0));
  }

  /// Somebody is new on each day that they are seen on: worlds of newcomers are short.
  void isNew(int person) {
    newcomers.add(person);
  }

  /// Its goals were forgotten.
  void forgetGoals() {
    isWithoutGoals = true;
  }

  /// How many people had one of some events.
  long people(Predicate<Event> which) {
    return events.stream().filter(which).map(Event::person).distinct().count();
  }

  LocalDate day(Event event) {
    return LocalDate.ofInstant(event.time(), zone);
  }

  Map<CounterKey, Numbers> counters() {
    var groups = new HashMap<CounterKey, List<Event>>();
    for (var event : events) {
      for (var metric : metrics(event)) {
        for (var interval : metric.intervals()) {
          var bucket = Bucket.of(event.time(), interval, zone);
          put(CounterKey.total(APP, metric, bucket), event, groups);
          for (var dimension : metric.dimensions()) {
            var value = event.value(dimension);
            if (value != null || metric.isAlwaysTold(dimension)) {
              var told = Objects.requireNonNullElse(value, Dimension.UNKNOWN);
              put(new CounterKey(APP, metric, dimension, bucket, told), event, groups);
            }
          }
        }
      }
    }
    var counters = new HashMap<CounterKey, Numbers>();
    groups.forEach((counter, group) -> count(counter, group, counters));
    if (isWithoutGoals) {
      counters.keySet().removeIf(Goals::isCountedBy);
    }
    return counters;
  }

  private static Set<Metric> metrics(Event event) {
    var all = new HashSet<>(Set.of(Metric.EVENTS, Metric.USERS));
    var more = METRICS.get(event.name());
    if (more != null) {
      all.add(more);
    }
    if (more == Metric.RUNS) {
      all.add(Metric.RAN_ONCE);
    }
    return all;
  }

  private static void put(CounterKey counter, Event event, Map<CounterKey, List<Event>> groups) {
    groups.computeIfAbsent(counter, unseen -> new ArrayList<>()).add(event);
  }

  private void count(CounterKey counter, List<Event> group, Map<CounterKey, Numbers> counters) {
    var byPerson = new HashMap<Integer, Long>();
    group.forEach(event -> byPerson.merge(event.person(), 1L, Long::sum));
    switch (counter.metric()) {
      case RAN_ONCE ->
          byPerson.forEach((person, runs) -> {
            var key =
                new CounterKey(
                    APP, ranSoOften(runs), counter.dimension(), counter.bucket(), counter.value());
            counters.merge(key, new Numbers(1, 1, isFresh(person), 0), Numbers::plus);
          });
      case USERS ->
          counters.put(counter, new Numbers(byPerson.size(), byPerson.size(), fresh(byPerson), 0));
      default ->
          counters.put(
              counter,
              new Numbers(
                  group.size(),
                  byPerson.size(),
                  fresh(byPerson),
                  group.stream().mapToLong(Event::duration).sum()));
    }
  }

  private long fresh(Map<Integer, Long> byPerson) {
    return byPerson.keySet().stream().mapToLong(this::isFresh).sum();
  }

  private long isFresh(int person) {
    return newcomers.contains(person) ? 1 : 0;
  }

  private static Metric ranSoOften(long runs) {
    if (runs > 10) {
      return Metric.RAN_MORE;
    }
    if (runs > 5) {
      return Metric.RAN_6_TO_10;
    }
    return runs > 2 ? Metric.RAN_3_TO_5 : runs == 2 ? Metric.RAN_TWICE : Metric.RAN_ONCE;
  }

  /// Counters that are closed: small groups are summed with the smallest of the others, and are
  /// gone where the total is small.
  static Map<CounterKey, Numbers> closed(Map<CounterKey, Numbers> counters, int threshold) {
    var closed = new HashMap<CounterKey, Numbers>();
    counters.forEach((counter, numbers) -> {
      var total = CounterKey.total(counter.app(), counter.metric(), counter.bucket());
      if (counters.getOrDefault(total, Numbers.NONE).subjects() >= threshold
          && counter.bucket().interval() != Interval.HOUR) {
        var value =
            summed(counter, counters, threshold).contains(counter.value())
                ? CounterKey.SUPPRESSED
                : counter.value();
        closed.merge(
            new CounterKey(
                counter.app(), counter.metric(), counter.dimension(), counter.bucket(), value),
            numbers,
            World::together);
      }
    });
    return closed;
  }

  private static Set<String> summed(
      CounterKey of, Map<CounterKey, Numbers> counters, int threshold) {
    var subjects = new TreeMap<String, Long>();
    counters.forEach((counter, numbers) -> {
      if (counter.metric() == of.metric()
          && counter.dimension() == of.dimension()
          && counter.bucket().equals(of.bucket())) {
        subjects.put(counter.value(), numbers.subjects());
      }
    });
    var small = new HashSet<>(subjects.keySet());
    small.removeIf(value -> subjects.getOrDefault(value, 0L) >= threshold);
    if (!small.isEmpty()) {
      subjects.entrySet().stream()
          .filter(value -> value.getValue() >= threshold)
          .min(Map.Entry.comparingByValue())
          .ifPresent(value -> small.add(value.getKey()));
    }
    return of.dimension() == null ? Set.of() : small;
  }

  private static Numbers together(Numbers one, Numbers other) {
    return new Numbers(
        one.n() + other.n(),
        Math.max(one.subjects(), other.subjects()),
        one.fresh() + other.fresh(),
        one.time() + other.time());
  }

  /// The counters of some ranges, as a store has them.
  static CounterStore store(Map<CounterKey, Numbers> counters) {
    return ranges -> {
      var found = new HashMap<CounterKey, Numbers>();
      counters.forEach((counter, numbers) -> {
        if (ranges.stream().anyMatch(range -> isIn(range, counter))) {
          found.put(counter, numbers);
        }
      });
      return found;
    };
  }

  private static boolean isIn(Range range, CounterKey counter) {
    var bucket = counter.bucket();
    return range.app().equals(counter.app())
        && range.metric() == counter.metric()
        && range.dimension() == counter.dimension()
        && range.first().interval() == bucket.interval()
        && range.first().compareTo(bucket) <= 0
        && range.last().compareTo(bucket) >= 0;
  }
}
