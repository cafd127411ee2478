package dev.lethe.archive;

import dev.lethe.shared.lane.LaneRecord;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The names of objects: by the hour in which their first record arrived on the stream, for how
/// many days they are kept, and where that record stands:
/// `lines/day=2026-11-26/hour=05/90-000000000003-49…8.parquet`. Whoever stores the same records
/// again writes the same object.
final class ObjectName {

  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("'day='yyyy-MM-dd'/hour='HH", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private ObjectName() {}

  /// @param first the first record of those that were not stored yet
  /// @param retention for how many days its lines are kept
  static String of(LaneRecord first, int retention) {
    var at = first.position();
    return "lines/%s/%d-%012d-%s.parquet"
        .formatted(hour(first), retention, at.shard(), at.sequence());
  }

  /// The folder of an hour: `day=2026-11-26/hour=05`.
  static String hour(LaneRecord record) {
    return HOUR.format(record.arrived());
  }
}
