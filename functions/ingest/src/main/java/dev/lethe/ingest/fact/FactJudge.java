package dev.lethe.ingest.fact;

import dev.lethe.ingest.origin.Origin;
import dev.lethe.ingest.request.Limits;
import dev.lethe.ingest.request.SdkEvent;
import dev.lethe.shared.record.EventType;
import dev.lethe.shared.record.Fact;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// Decides whether an event is taken, and which facts it says in clear.
public final class FactJudge {

  /// How old an event may be. SDKs keep what they could not send; nobody waits longer.
  public static final Duration OLDEST = Duration.ofDays(30);

  /// The end of years with four digits, which is as far as ISO 8601 goes without an agreement.
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  private FactJudge() {}

  /// Judges one event.
  ///
  /// @param from where the request came from; the address in the event's own context goes first
  public static Judgement judge(SdkEvent event, @Nullable Origin from, Instant received) {
    if (event.bytes() > Limits.EVENT_BYTES) {
      return new Judgement.Rejected(Rejection.EVENT_TOO_LARGE);
    }
    var type = event.type();
    if (type == null) {
      return new Judgement.Rejected(Rejection.UNKNOWN_TYPE);
    }
    if (type == EventType.TRACK && event.name() == null) {
      return new Judgement.Rejected(Rejection.MISSING_EVENT_NAME);
    }
    if (event.userId() == null && event.anonymousId() == null) {
      return new Judgement.Rejected(Rejection.MISSING_IDENTITY);
    }
    Instant time;
    try {
      time = event.time() == null ? received : parse(event.time());
    } catch (DateTimeException e) {
      return new Judgement.Rejected(Rejection.INVALID_TIMESTAMP);
    }
    if (time.isBefore(received.minus(OLDEST))) {
      return new Judgement.Rejected(Rejection.TOO_OLD);
    }
    return new Judgement.Taken(new Fact(type, time, FactValues.of(type, event, from)));
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
