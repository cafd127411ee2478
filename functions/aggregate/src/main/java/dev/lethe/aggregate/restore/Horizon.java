package dev.lethe.aggregate.restore;

import dev.lethe.aggregate.Entry;
import dev.lethe.aggregate.Ledger;
import dev.lethe.aggregate.Values;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.retention.Term;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// By which days a restore goes: one and the same for all its steps, however long they take.
///
/// @param now when it was begun
/// @param backup the time that the restored table is of
public record Horizon(Instant now, Instant backup) {

  /// How long a restore may take: what ends meanwhile in the Ledger is as good as ended.
  private static final int DAYS_OF_WORK = 2;

  /// A record may be on the stream for as long as it keeps any before it is counted; and the day on
  /// which it came is one of its application's zone.
  private static final int DAYS_ON_THE_WAY = Term.STREAM.days() + 1;

  /// What becomes of a counter.
  public enum Fate {
    /// It is made again: the Ledger has all that is in it.
    REMADE,
    /// It was open, and the Ledger has forgotten a part of it: it is as it was, and what was added
    /// and taken off since.
    CORRECTED,
    /// It is as it was: nothing was taken off it any more.
    AS_IT_WAS,
    /// It tells of nobody, and nothing is ever taken off it: it is what is more.
    TALLY,
    /// Its time is over.
    OVER
  }

  /// What becomes of a counter, in whichever table it stands.
  public Fate of(CounterKey counter) {
    if (!now.isBefore(counter.expires())) {
      return Fate.OVER;
    }
    if (!counter.metric().isOfPeople()) {
      return Fate.TALLY;
    }
    var bucket = counter.bucket();
    if (bucket.day().plusDays(Ledger.DAYS_KEPT).isAfter(day(now).plusDays(DAYS_OF_WORK))) {
      return Fate.REMADE;
    }
    return bucket.lastDay().plusDays(CounterKey.DAYS_UNTIL_CLOSED).isAfter(day(backup))
        ? Fate.CORRECTED
        : Fate.AS_IT_WAS;
  }

  /// Whether an entry may have been counted since the backup.
  boolean isSince(Entry entry) {
    var first = day(backup).minusDays(DAYS_ON_THE_WAY);
    return entry.came().filter(day -> !day.isBefore(first)).isPresent();
  }

  /// Whether new values of a day may still be admitted.
  boolean admits(LocalDate day) {
    return day.plusDays(Values.DAYS_KEPT).isAfter(day(now));
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }
}
