package dev.lethe.infra.simulation;

import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Interval;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Dimension;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one life's events come to in every cell of every statistic, counted as one would with
/// pencil and paper: with all events at hand, and nothing remembered from one to the next.
final class Cells {

  private static final int NAME_BYTES = 8;
  private static final long[] LAST_OF_CLASS = {1, 2, 5, 10, Long.MAX_VALUE};
  private static final List<Metric> CLASSES =
      List.of(
          Metric.RAN_ONCE,
          Metric.RAN_TWICE,
          Metric.RAN_3_TO_5,
          Metric.RAN_6_TO_10,
          Metric.RAN_MORE);

  private final String app;
  private final ZoneId zone;
  private final LocalDate born;
  private final List<Happening> events;
  private final Map<CounterKey, Numbers> cells = new HashMap<>();

  private Cells(String app, ZoneId zone, LocalDate born, List<Happening> events) {
    this.app = app;
    this.zone = zone;
    this.born = born;
    this.events = events;
  }

  /// @param born the first day of the life
  /// @param events in the order in which they first came
  static Map<CounterKey, Numbers> of(
      String app, ZoneId zone, LocalDate born, List<Happening> events) {
    var cells = new Cells(app, zone, born, events);
    for (var metric : Metric.values()) {
      if (metric.isOfPeople()) {
        cells.fill(metric, cells.countedBy(metric));
      }
    }
    return cells.cells;
  }

  private List<Happening> countedBy(Metric metric) {
    return switch (metric) {
      case EVENTS, USERS -> events;
      case SESSIONS -> openers();
      case SESSION_ENDS ->
          events.stream()
              .filter(event -> event.isTracked("Session Ended") && event.duration() != null)
              .toList();
      case RUNS, RAN_ONCE, RAN_TWICE, RAN_3_TO_5, RAN_6_TO_10, RAN_MORE ->
          tracked("Application Opened");
      case OFFERINGS_SHOWN -> tracked("Offering Shown");
      case OFFERINGS_CLICKED -> tracked("Offering Clicked");
      case OFFERINGS_DISMISSED -> tracked("Offering Dismissed");
      case OFFERINGS_COMPLETED -> tracked("Offering Completed");
      case GOALS -> tracked("Goal Reached");
      case INTAKE, REQUESTS, BYTES -> List.of();
    };
  }

  private List<Happening> tracked(String name) {
    return events.stream().filter(event -> event.isTracked(name)).toList();
  }

  /// The events that open a session: none of it came from the same day, the day before or the day
  /// after.
  private List<Happening> openers() {
    var openers = new ArrayList<Happening>();
    var days = new HashMap<String, Set<LocalDate>>();
    for (var event : events) {
      var session = event.session();
      if (session != null) {
        var seen = days.computeIfAbsent(session, unseen -> new HashSet<>());
        var day = event.day(zone);
        if (!seen.contains(day)
            && !seen.contains(day.minusDays(1))
            && !seen.contains(day.plusDays(1))) {
          openers.add(event);
        }
        seen.add(day);
      }
    }
    return openers;
  }

  private void fill(Metric metric, List<Happening> counted) {
    fill(metric, null, counted);
    for (var dimension : metric.dimensions()) {
      fill(metric, dimension, counted);
    }
  }

  private void fill(Metric metric, @Nullable Dimension dimension, List<Happening> counted) {
    for (var interval : metric.intervals()) {
      var groups = new LinkedHashMap<CounterKey, List<Happening>>();
      for (var event : counted) {
        var value = value(metric, dimension, event);
        if (value != null) {
          var cell = new CounterKey(app, metric, dimension, bucket(interval, event), value);
          groups.computeIfAbsent(cell, unseen -> new ArrayList<>()).add(event);
        }
      }
      groups.forEach((cell, group) -> {
        if (!CLASSES.contains(metric) || metric == classOf(group.size())) {
          cells.put(cell, numbers(cell, group));
        }
      });
    }
  }

  private static @Nullable String value(
      Metric metric, @Nullable Dimension dimension, Happening event) {
    if (dimension == null) {
      return CounterKey.TOTAL;
    }
    var unknown = metric.isAlwaysTold(dimension) ? Dimension.UNKNOWN : null;
    var told = event.values().get(dimension);
    return told == null ? unknown : told;
  }

  private Bucket bucket(Interval interval, Happening event) {
    var day = event.day(zone);
    return switch (interval) {
      case HOUR -> {
        var utc = event.time().atZone(ZoneOffset.UTC);
        yield new Bucket(interval, utc.toLocalDate(), utc.getHour());
      }
      case DAY -> new Bucket(interval, day, 0);
      case WEEK -> {
        var monday = day;
        while (monday.getDayOfWeek() != DayOfWeek.MONDAY) {
          monday = monday.minusDays(1);
        }
        yield new Bucket(interval, monday, 0);
      }
      case MONTH -> new Bucket(interval, LocalDate.of(day.getYear(), day.getMonth(), 1), 0);
    };
  }

  private static Metric classOf(int runs) {
    var number = 0;
    while (runs > LAST_OF_CLASS[number]) {
      number++;
    }
    return CLASSES.get(number);
  }

  private Numbers numbers(CounterKey cell, List<Happening> group) {
    var fresh = isNew(cell.bucket(), group.getFirst()) ? 1 : 0;
    return switch (cell.metric()) {
      case USERS, RAN_ONCE, RAN_TWICE, RAN_3_TO_5, RAN_6_TO_10, RAN_MORE ->
          new Numbers(1, 1, fresh, 0);
      case EVENTS, SESSIONS -> new Numbers(group.size(), 1, fresh, 0);
      default ->
          new Numbers(
              group.size(),
              1,
              fresh,
              group.stream()
                  .mapToLong(event -> event.duration() == null ? 0 : event.duration())
                  .sum());
    };
  }

  /// Whether the life began in the bucket or later; for an hour, on its day.
  private boolean isNew(Bucket bucket, Happening first) {
    var since = bucket.interval() == Interval.HOUR ? first.day(zone) : bucket.day();
    return !born.isBefore(since);
  }

  /// A cell's name in a header: 8 bytes of SHA-256 over its keys in the table.
  static Bytes nameOf(CounterKey cell) {
    try {
      var text = cell.partition(0) + '#' + cell.sort();
      var digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Bytes.copyOf(Arrays.copyOf(digest, NAME_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
