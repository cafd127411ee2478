package dev.lethe.insights;

import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Interval;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Settings;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Somebody gets every answer that there is about a statistic, in all and by one dimension, hour by
/// hour and day by day, and adds and subtracts the numbers in any way.
///
/// @param places all that people can be in
/// @param people the places that each is in, as bits of a number
record Attack(
    Statistic statistic, Dimension by, ZoneId zone, List<Place> places, List<Integer> people) {

  static final int THRESHOLD = 3;

  private static final LocalDate FROM = LocalDate.parse("2026-11-23");
  private static final LocalDate TO = LocalDate.parse("2026-11-26");
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final Instant WHEN_CLOSED = Instant.parse("2027-04-26T12:00:00Z");

  /// What no answer tells apart further.
  ///
  /// @param value of the dimension; nothing for what has none
  /// @param time in an hour
  /// @param part the measure that it is in, beside [Measure#N]
  record Place(@Nullable String value, Instant time, String part) {}

  /// Places whose number can be worked out although they are about too few people; none if all is
  /// well.
  Set<Place> on(World world) {
    return on(world.counters(), statistic.intervals(), NOW);
  }

  /// The same when nobody can be taken off any more. What has no value of its own then may lack
  /// small groups, and is not what its places are: so it is about days, which are told whole.
  Set<Place> onClosed(World world) {
    var closed = World.closed(world.counters(), THRESHOLD);
    return on(closed, Set.of(Interval.DAY), WHEN_CLOSED);
  }

  private Set<Place> on(Map<CounterKey, Numbers> counters, Set<Interval> intervals, Instant now) {
    var attacker = new LinearAttacker(places.size());
    var settings =
        new Settings(
            Settings.STANDARD.features(), Settings.STANDARD.masking(), zone, 90, THRESHOLD);
    var application = new Application(World.APP, "cus_1", "App", settings);
    var insights = new Insights(World.store(counters), 1, Clock.fixed(now, ZoneOffset.UTC));
    var told = new HashSet<Integer>();
    for (var interval : intervals) {
      var totals =
          insights.answer(
              new Question(application, statistic, interval, null, FROM, TO), Page.FIRST);
      var values =
          insights.answer(new Question(application, statistic, interval, by, FROM, TO), Page.FIRST);
      totals.series().forEach(series -> told.addAll(told(series, place -> true)));
      var ofValues =
          values.series().stream()
              .filter(series -> !series.key().equals(CounterKey.SUPPRESSED))
              .map(series -> told(series, place -> series.key().equals(place.value())))
              .flatMap(Set::stream)
              .collect(Collectors.toSet());
      told.addAll(ofValues);
      values.series().stream()
          .filter(series -> series.key().equals(CounterKey.SUPPRESSED))
          .map(series -> told(series, place -> place.value() != null))
          .flatMap(Set::stream)
          .map(all -> without(all, ofValues))
          .forEach(told::add);
    }
    told.forEach(sum -> attacker.hear(sum, size(sum) == 0));
    told.forEach(whole -> attacker.hear(without(whole, told), size(without(whole, told)) == 0));
    var found = attacker.workOut(sum -> size(sum) > 0 && size(sum) < THRESHOLD);
    return IntStream.range(0, places.size())
        .filter(i -> (found >> i & 1) == 1)
        .mapToObj(places::get)
        .collect(Collectors.toSet());
  }

  /// What is left of a whole when those parts of it are taken away that do not overlap.
  private static int without(int whole, Set<Integer> parts) {
    var left = whole;
    for (var part : parts) {
      if (part != whole && (left & part) == part) {
        left &= ~part;
      }
    }
    return left;
  }

  /// The places that each number of a series is about.
  private Set<Integer> told(Answer.Series series, Predicate<Place> which) {
    return series.values().entrySet().stream()
        .flatMap(bucket ->
            bucket.getValue().keySet().stream()
                .map(measure -> places(which, bucket.getKey(), measure)))
        .collect(Collectors.toSet());
  }

  private int places(Predicate<Place> which, Bucket bucket, String measure) {
    return IntStream.range(0, places.size())
        .filter(i -> which.test(places.get(i)))
        .filter(i -> isIn(places.get(i).time(), bucket))
        .filter(i -> measure.equals(Measure.N) || measure.equals(places.get(i).part()))
        .map(i -> 1 << i)
        .sum();
  }

  private boolean isIn(Instant time, Bucket bucket) {
    return Bucket.of(time, bucket.interval(), zone).equals(bucket);
  }

  private long size(int of) {
    var size = 0;
    for (var person : people) {
      size += (person & of) == 0 ? 0 : 1;
    }
    return size;
  }
}
