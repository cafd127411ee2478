package dev.lethe.insights;

import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.Interval;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/// Which hours, of UTC, are in which days of a time zone. Where midnight does not fall on a full
/// hour of UTC, an hour is in two days.
record LocalDays(ZoneId zone) {

  private static final long NANO = 1;

  /// The days that an hour is in: one, or two.
  List<LocalDate> of(Bucket hour) {
    var first = LocalDate.ofInstant(start(hour), zone);
    var last = LocalDate.ofInstant(start(hour.next()).minusNanos(NANO), zone);
    return first.equals(last) ? List.of(first) : List.of(first, last);
  }

  /// The hours that are in a day, wholly or not, in their order.
  List<Bucket> hours(LocalDate day) {
    return Stream.iterate(firstHour(day), hour -> start(hour).isBefore(end(day)), Bucket::next)
        .toList();
  }

  Bucket firstHour(LocalDate day) {
    return hour(day.atStartOfDay(zone).toInstant());
  }

  Bucket lastHour(LocalDate day) {
    return hour(end(day).minusNanos(NANO));
  }

  private Instant end(LocalDate day) {
    return day.plusDays(1).atStartOfDay(zone).toInstant();
  }

  private static Bucket hour(Instant time) {
    return Bucket.of(time, Interval.HOUR, ZoneOffset.UTC);
  }

  private static Instant start(Bucket hour) {
    return hour.day().atTime(hour.hour(), 0).toInstant(ZoneOffset.UTC);
  }
}
