package dev.lethe.shared.counters;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Locale;

/// A span of time that is counted by itself: a day, or one of its hours, UTC.
///
/// @param hour 0 to 23; [#WHOLE_DAY] for the day
public record Bucket(LocalDate day, int hour) implements Comparable<Bucket> {

  /// Stands for no hour.
  public static final int WHOLE_DAY = -1;

  private static final Comparator<Bucket> ORDER =
      Comparator.comparing(Bucket::day).thenComparingInt(Bucket::hour);

  private static final char BEFORE_HOUR = 'T';

  /// A whole day.
  public static Bucket of(LocalDate day) {
    return new Bucket(day, WHOLE_DAY);
  }

  /// The bucket that a time is in.
  public static Bucket of(Instant time, Interval interval) {
    var utc = time.atZone(ZoneOffset.UTC);
    return new Bucket(utc.toLocalDate(), interval == Interval.HOUR ? utc.getHour() : WHOLE_DAY);
  }

  /// The bucket of a text that [#toString] made.
  static Bucket parse(String text) {
    var at = text.indexOf(BEFORE_HOUR);
    return at < 0
        ? of(LocalDate.parse(text))
        : new Bucket(
            LocalDate.parse(text.substring(0, at)), Integer.parseInt(text.substring(at + 1)));
  }

  public Interval interval() {
    return hour == WHOLE_DAY ? Interval.DAY : Interval.HOUR;
  }

  @Override
  public int compareTo(Bucket other) {
    return ORDER.compare(this, other);
  }

  /// As statistics tell it: `2026-11-24`, or `2026-11-24T13`.
  @Override
  public String toString() {
    return hour == WHOLE_DAY
        ? day.toString()
        : String.format(Locale.ROOT, "%s%c%02d", day, BEFORE_HOUR, hour);
  }
}
