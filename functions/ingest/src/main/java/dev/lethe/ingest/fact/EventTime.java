package dev.lethe.ingest.fact;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// When an event happened.
///
/// @param raw by its device's clock; nothing if it did not tell
/// @param corrected by ours: the device's clock is as wrong as the `sentAt` of the request, and
///   nothing happens after it was received (<https://segment.com/docs/connections/spec/common/>,
///   "Timestamps")
public record EventTime(@Nullable Instant raw, Instant corrected) {

  /// The end of years with four digits, which is as far as ISO 8601 goes without an agreement.
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  /// The time of something, from what was told of it.
  ///
  /// @param time when it happened, by its device's clock
  /// @param sentAt when its request was sent, by the same clock
  /// @throws DateTimeException if the time is not ISO 8601
  public static EventTime of(@Nullable String time, @Nullable String sentAt, Instant received) {
    if (time == null) {
      return new EventTime(null, received);
    }
    var raw = parse(time);
    var sent = sentAt == null ? null : parseIfPossible(sentAt);
    var corrected = sent == null ? raw : received.minus(Duration.between(raw, sent));
    return new EventTime(raw, corrected.isAfter(received) ? received : corrected);
  }

  /// The earlier of the two.
  Instant earliest() {
    return raw != null && raw.isBefore(corrected) ? raw : corrected;
  }

  /// Whether it belongs to the time before an erasure: if the earlier of the two times does, or if
  /// none was told.
  public boolean isBefore(Instant erased) {
    return raw == null || !earliest().isAfter(erased);
  }

  /// A `sentAt` that no clock of a telephone shows says nothing.
  private static @Nullable Instant parseIfPossible(String text) {
    try {
      var time = parse(text);
      return time.isBefore(Instant.EPOCH) ? null : time;
    } catch (DateTimeException e) {
      return null;
    }
  }

  /// ISO 8601 with an offset; without one it is UTC.
  private static Instant parse(String text) {
    var time =
        DateTimeFormatter.ISO_DATE_TIME.parseBest(text, ZonedDateTime::from, LocalDateTime::from);
    var instant =
        switch (time) {
          case ZonedDateTime zoned -> zoned.toInstant();
          case LocalDateTime local -> local.toInstant(ZoneOffset.UTC);
          default -> throw new DateTimeException("neither");
        };
    if (instant.isAfter(LATEST)) {
      throw new DateTimeException("too late");
    }
    return instant;
  }
}
