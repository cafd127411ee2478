package dev.lethe.aggregate;

import dev.lethe.aggregate.Entry.SessionDay;
import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.record.Dimension;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one subject has added to counters so far, and has not been taken off: by it is judged what
/// is a subject's first in a bucket. It is right for those buckets whose days are all read.
final class Standing {

  private final Map<CounterKey, Numbers> numbers = new HashMap<>();
  private final Set<SessionDay> sessions = new HashSet<>();

  /// Of all entries that were read and still count.
  static Standing of(Account account) {
    var standing = new Standing();
    account
        .counting()
        .forEach(entry -> {
          entry.ofPeople().forEach(delta -> standing.add(delta.getKey(), delta.getValue()));
          standing.sessions.addAll(entry.sessions());
        });
    return standing;
  }

  void add(CounterKey counter, Numbers delta) {
    numbers.merge(counter, delta, Numbers::plus);
  }

  /// Whether nothing of the subject is in a counter yet.
  boolean isFirstIn(CounterKey counter) {
    return numbers.getOrDefault(counter, Numbers.NONE).subjects() == 0;
  }

  /// How often the subject ran the app on the days of a bucket, with that value.
  long runs(String app, @Nullable Dimension dimension, String value, Bucket bucket) {
    var runs = 0L;
    for (var day = bucket.day(); !day.isAfter(bucket.lastDay()); day = day.plusDays(1)) {
      var counter = new CounterKey(app, Metric.RUNS, dimension, Bucket.of(day), value);
      runs += numbers.getOrDefault(counter, Numbers.NONE).n();
    }
    return runs;
  }

  /// Notes that a session had an event on a day.
  ///
  /// @return whether it is a new one: a session that goes on past midnight is one
  boolean isNew(SessionDay seen) {
    var isKnown =
        sessions.contains(seen)
            || sessions.contains(new SessionDay(seen.session(), before(seen)))
            || sessions.contains(new SessionDay(seen.session(), seen.day().plusDays(1)));
    sessions.add(seen);
    return !isKnown;
  }

  private static LocalDate before(SessionDay seen) {
    return seen.day().minusDays(1);
  }
}
