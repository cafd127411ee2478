package dev.lethe.shared.counters;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.Locale;

/// A span of time that is counted by itself.
///
/// @param day its first day: of the application's time zone, and of UTC for hours
/// @param hour 0 to 23; 0 for all that is longer
public record Bucket(Interval interval, LocalDate day, int hour) implements Comparable<Bucket> {

  private static final Comparator<Bucket> ORDER =
      Comparator.comparing(Bucket::day)
          .thenComparingInt(Bucket::hour)
          .thenComparing(Bucket::interval);

  private static final char BEFORE_HOUR = 'T';

  /// ISO 8601, with the week's own year: `2026-W48`.
  private static final DateTimeFormatter WEEK =
      new DateTimeFormatterBuilder()
          .appendValue(IsoFields.WEEK_BASED_YEAR, 4)
          .appendLiteral("-W")
          .appendValue(IsoFields.WEEK_OF_WEEK_BASED_YEAR, 2)
          .toFormatter(Locale.ROOT);

  /// A whole day.
  public static Bucket of(LocalDate day) {
    return of(Interval.DAY, day);
  }

  /// The day, week or month that a day is in.
  public static Bucket of(Interval interval, LocalDate day) {
    return switch (interval) {
      case HOUR -> throw new IllegalArgumentException("A day has more than one hour.");
      case DAY -> new Bucket(interval, day, 0);
      case WEEK ->
          new Bucket(interval, day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), 0);
      case MONTH -> new Bucket(interval, day.withDayOfMonth(1), 0);
    };
  }

  /// The bucket that a time is in.
  ///
  /// @param zone whose days it is about; hours are UTC
  public static Bucket of(Instant time, Interval interval, ZoneId zone) {
    if (interval != Interval.HOUR) {
      return of(interval, LocalDate.ofInstant(time, zone));
    }
    var utc = time.atZone(ZoneOffset.UTC);
    return new Bucket(interval, utc.toLocalDate(), utc.getHour());
  }

  /// The bucket of a text that [#toString] made.
  static Bucket parse(Interval interval, String text) {
    return switch (interval) {
      case HOUR -> {
        var at = text.indexOf(BEFORE_HOUR);
        yield new Bucket(
            interval,
            LocalDate.parse(text.substring(0, at)),
            Integer.parseInt(text.substring(at + 1)));
      }
      case DAY -> of(LocalDate.parse(text));
      case WEEK ->
          new Bucket(interval, LocalDate.parse(text + "-1", DateTimeFormatter.ISO_WEEK_DATE), 0);
      case MONTH -> new Bucket(interval, YearMonth.parse(text).atDay(1), 0);
    };
  }

  /// The one after it.
  public Bucket next() {
    return switch (interval) {
      case HOUR ->
          hour == 23
              ? new Bucket(interval, day.plusDays(1), 0)
              : new Bucket(interval, day, hour + 1);
      case DAY, WEEK, MONTH -> of(interval, lastDay().plusDays(1));
    };
  }

  /// Its last day.
  public LocalDate lastDay() {
    return switch (interval) {
      case HOUR, DAY -> day;
      case WEEK -> day.plusDays(6);
      case MONTH -> day.with(TemporalAdjusters.lastDayOfMonth());
    };
  }

  @Override
  public int compareTo(Bucket other) {
    return ORDER.compare(this, other);
  }

  /// As statistics tell it: `2026-11-24T13`, `2026-11-24`, `2026-W48`, `2026-11`. Texts of one
  /// interval sort as their times do.
  @Override
  public String toString() {
    return switch (interval) {
      case HOUR -> String.format(Locale.ROOT, "%s%c%02d", day, BEFORE_HOUR, hour);
      case DAY -> day.toString();
      case WEEK -> WEEK.format(day);
      case MONTH -> YearMonth.from(day).toString();
    };
  }
}
