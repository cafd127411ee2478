package dev.lethe.ingest.fact;

import dev.lethe.ingest.origin.Origin;
import dev.lethe.ingest.request.Limits;
import dev.lethe.ingest.request.SdkEvent;
import dev.lethe.shared.record.EventType;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.Settings;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Decides whether an event is taken, whoever it is about, and which facts it says in clear.
public final class FactJudge {

  /// How old an event may be. SDKs keep what they could not send; nobody waits longer.
  public static final Duration OLDEST = Duration.ofDays(30);

  private FactJudge() {}

  /// Judges one event.
  ///
  /// @param from where the request came from; the address in the event's own context goes first
  public static Judgement judge(
      SdkEvent event, Settings settings, @Nullable Origin from, Instant received) {
    if (event.bytes() > Limits.EVENT_BYTES) {
      return new Judgement.Rejected(Rejection.EVENT_TOO_LARGE);
    }
    if (event.fields() > Limits.FIELDS) {
      return new Judgement.Rejected(Rejection.TOO_MANY_FIELDS);
    }
    var type = event.type();
    if (type == null) {
      return new Judgement.Rejected(Rejection.UNKNOWN_TYPE);
    }
    if (type == EventType.TRACK && event.name() == null) {
      return new Judgement.Rejected(Rejection.MISSING_EVENT_NAME);
    }
    if (event.identifierTooLong()) {
      return new Judgement.Rejected(Rejection.IDENTIFIER_TOO_LONG);
    }
    if (event.whose().device() == null && !settings.has(Feature.END_USER_IDENTIFIER)) {
      return new Judgement.Rejected(
          event.whose().user() == null
              ? Rejection.MISSING_IDENTITY
              : Rejection.NEEDS_END_USER_IDENTIFIER);
    }
    if (event.whose().device() == null && event.whose().user() == null) {
      return new Judgement.Rejected(Rejection.MISSING_IDENTITY);
    }
    if (event.isGoal() && !settings.has(Feature.GOALS)) {
      return new Judgement.Rejected(Rejection.NEEDS_GOALS);
    }
    EventTime time;
    try {
      time = EventTime.of(event.time(), event.sentAt(), received);
    } catch (DateTimeException e) {
      return new Judgement.Rejected(Rejection.INVALID_TIMESTAMP);
    }
    if (isTooOld(time, settings, received)) {
      return new Judgement.Rejected(Rejection.TOO_OLD);
    }
    return new Judgement.Taken(
        new FactDraft(
            type,
            time,
            FactValues.session(event),
            FactValues.duration(event),
            FactValues.of(type, event, from)));
  }

  /// Whether something is older than is taken: what is known of erasures does not reach back there.
  public static boolean isTooOld(EventTime time, Settings settings, Instant received) {
    return time.earliest().isBefore(received.minus(oldest(settings)));
  }

  private static Duration oldest(Settings settings) {
    var kept = Duration.ofDays(settings.retentionDays());
    return kept.compareTo(OLDEST) < 0 ? kept : OLDEST;
  }
}
