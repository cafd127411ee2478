package dev.lethe.insights;

import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.Interval;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.registry.Application;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// What a customer wants to know.
///
/// @param interval how finely time is told apart
/// @param by what to tell apart by; nothing for totals
/// @param from the first day, of [#zone]
/// @param to the last day, included
record Question(
    Application application,
    Statistic statistic,
    Interval interval,
    @Nullable Dimension by,
    LocalDate from,
    LocalDate to) {

  /// The time zone whose days are meant: hours are of days of UTC, all else is of the
  /// application's.
  static ZoneId zone(Application application, Interval interval) {
    return interval == Interval.HOUR ? ZoneOffset.UTC : application.settings().timeZone();
  }

  ZoneId zone() {
    return zone(application, interval);
  }

  /// How answers name a time zone.
  static String name(ZoneId zone) {
    return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }

  /// Whether it asks for a bucket: for one that has a day of it.
  boolean isAbout(Bucket bucket) {
    return bucket.interval() == interval
        && !bucket.lastDay().isBefore(from)
        && !bucket.day().isAfter(to);
  }
}
