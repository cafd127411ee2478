package dev.lethe.insights;

import dev.lethe.insights.SmallGroups.Shown;
import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Interval;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Which numbers of a question may be told: those that no small group of people is behind, nor can
/// be worked out from. Each crowd is looked at by itself.
final class Disclosure {

  /// Of some people, and not known how many.
  private static final long SOMEBODY = 1;

  private static final Shown<Bucket> NOTHING = new Shown<>(Set.of(), Set.of());

  private final Tables tables;
  private final List<Crowd> parts;
  private final LocalDays days;
  private final Predicate<LocalDate> isWhole;
  private final long threshold;
  private final Map<Of<Bucket>, Shown<Bucket>> whole = new HashMap<>();
  private final Map<Of<LocalDate>, Shown<Bucket>> hours = new HashMap<>();
  private final Map<Of<Bucket>, Shown<Crowd>> inParts = new HashMap<>();

  private record Of<T>(Crowd crowd, T time) {}

  /// @param isWhole whether all hours of a day of the application are there still
  Disclosure(Tables tables, Question question, Predicate<LocalDate> isWhole, long threshold) {
    this.tables = tables;
    this.parts =
        question.statistic().measures().stream()
            .map(Measure::part)
            .filter(Objects::nonNull)
            .toList();
    this.days = new LocalDays(question.application().settings().timeZone());
    this.isWhole = isWhole;
    this.threshold = threshold;
  }

  /// Whether a measure may be told of all.
  boolean tellsTotal(Measure measure, Bucket bucket) {
    return crowds(measure).allMatch(crowd -> tables.isKnownInAll(crowd, bucket))
        && allows(measure, bucket, shown -> shown.hasTotal(bucket), Shown::hasTotal);
  }

  /// Whether a measure may be told of a value.
  boolean tells(Measure measure, String value, Bucket bucket) {
    return crowds(measure).allMatch(crowd -> tables.isKnown(crowd, value, bucket))
        && allows(
            measure,
            bucket,
            shown -> shown.has(value, bucket),
            (shown, part) -> shown.has(value, part));
  }

  /// Whether that may be worked out which has no value.
  boolean tellsRest(Measure measure, Bucket bucket) {
    return allows(
        measure,
        bucket,
        shown -> shown.has(Tables.REST, bucket),
        (shown, part) -> shown.has(Tables.REST, part));
  }

  private static Stream<Crowd> crowds(Measure measure) {
    return Stream.concat(measure.about().stream(), Stream.ofNullable(measure.part()));
  }

  private boolean allows(
      Measure measure,
      Bucket bucket,
      Predicate<Shown<Bucket>> inTime,
      BiPredicate<Shown<Crowd>, Crowd> inPart) {
    var part = measure.part();
    var isHour = bucket.interval() == Interval.HOUR;
    return measure.about().stream()
        .allMatch(crowd ->
            shown(crowd, bucket).stream().allMatch(inTime)
                && (part == null || (!isHour && inPart.test(inParts(crowd, bucket), part))));
  }

  /// An hour that two days share must be shown in both.
  private List<Shown<Bucket>> shown(Crowd crowd, Bucket bucket) {
    return bucket.interval() == Interval.HOUR
        ? days.of(bucket).stream().map(day -> hours(crowd, day)).toList()
        : List.of(whole(crowd, bucket));
  }

  private Shown<Bucket> whole(Crowd crowd, Bucket bucket) {
    return whole.computeIfAbsent(
        new Of<>(crowd, bucket),
        of -> ofTime(crowd, List.of(bucket), Set.of(CounterKey.SUPPRESSED)));
  }

  private Shown<Bucket> hours(Crowd crowd, LocalDate day) {
    return hours.computeIfAbsent(new Of<>(crowd, day), of -> ofHours(crowd, day));
  }

  /// The hours of a day, which add up to it: nothing is told of them that is not told of the day.
  private Shown<Bucket> ofHours(Crowd crowd, LocalDate day) {
    var ofDay = whole(crowd, Bucket.of(day));
    return ofDay.hasTotal(Bucket.of(day)) && isWhole.test(day)
        ? ofTime(crowd, days.hours(day), ofDay.hiddenRows())
        : NOTHING;
  }

  private Shown<Bucket> ofTime(Crowd crowd, List<Bucket> columns, Set<String> hidden) {
    var rows = new HashMap<String, Map<Bucket, Long>>();
    var total = new HashMap<Bucket, Long>();
    for (var column : columns) {
      // Nobody knows how many people of an hour that two days share are of which.
      var most = isShared(column) ? SOMEBODY : Long.MAX_VALUE;
      total.put(column, Math.min(crowd.size(tables.total(column)), most));
      tables
          .sizes(crowd, column)
          .forEach((value, size) -> rowOf(value, rows).put(column, Math.min(size, most)));
    }
    return SmallGroups.shown(columns, total, rows, hidden, threshold);
  }

  private boolean isShared(Bucket bucket) {
    return bucket.interval() == Interval.HOUR && days.of(bucket).size() > 1;
  }

  private Shown<Crowd> inParts(Crowd crowd, Bucket bucket) {
    return inParts.computeIfAbsent(new Of<>(crowd, bucket), of -> ofParts(crowd, bucket));
  }

  /// The parts of a crowd, which add up to it: nothing is told of them that is not told of it, nor
  /// of a value some of whose parts were summed with others for good: nobody knows which, and whole
  /// rows are hidden.
  private Shown<Crowd> ofParts(Crowd crowd, Bucket bucket) {
    var left = new Crowd.Left(crowd, parts);
    var columns = new ArrayList<>(parts);
    columns.add(left);
    var rows = new HashMap<String, Map<Crowd, Long>>();
    var total = new HashMap<Crowd, Long>();
    for (var part : columns) {
      var most = part.equals(left) ? SOMEBODY : Long.MAX_VALUE;
      total.put(part, part.size(tables.total(bucket)));
      tables
          .sizes(part, bucket)
          .forEach((value, size) -> rowOf(value, rows).put(part, Math.min(size, most)));
    }
    var hidden = new HashSet<>(whole(crowd, bucket).hiddenRows());
    tables
        .values(bucket)
        .forEach((value, cell) -> {
          if (left.size(cell) > 0) {
            hidden.add(value);
          }
        });
    return SmallGroups.shown(columns, total, rows, hidden, threshold);
  }

  private static <C> Map<C, Long> rowOf(String value, Map<String, Map<C, Long>> rows) {
    return rows.computeIfAbsent(value, unseen -> new HashMap<>());
  }
}
