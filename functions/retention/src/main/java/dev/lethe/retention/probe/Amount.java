package dev.lethe.retention.probe;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Numbers and times of what was found of one kind. Amounts of parts add up to that of the whole,
/// however it was parted.
///
/// @param records how many
/// @param bytes how large they are together; nothing if that was not measured
/// @param oldest from when on the time of the oldest counts; nothing if none says it
/// @param past how many are past their time
/// @param worst for how long the worst of them is
/// @param endless how many have no end, though the policy wants one
/// @param late how many say an end that is later than the policy's
public record Amount(
    long records,
    @Nullable Long bytes,
    @Nullable Instant oldest,
    long past,
    Duration worst,
    long endless,
    long late) {

  /// Of nothing.
  public static final Amount NONE = new Amount(0, null, null, 0, Duration.ZERO, 0, 0);

  /// An end that is rounded up, or was counted on a clock that is ahead, is not too late.
  private static final Duration SLACK = Duration.ofDays(1);

  /// Of one.
  ///
  /// @param now when it was looked at
  static Amount of(Seen seen, Instant now) {
    var past = Duration.ZERO;
    var endless = 0;
    var late = 0;
    if (seen.kind().keeping() instanceof Keeping.Ends(var longest, _, var lateness)) {
      var end = earlier(seen.ends(), seen.due());
      if (end == null) {
        endless = 1;
      } else if (lateness.after(end).isBefore(now)) {
        past = Duration.between(lateness.after(end), now);
      }
      var due = seen.due() == null ? now.plus(longest) : seen.due();
      if (seen.ends() != null && seen.ends().isAfter(due.plus(SLACK))) {
        late = 1;
      }
    }
    return new Amount(1, seen.bytes(), seen.since(), past.isZero() ? 0 : 1, past, endless, late);
  }

  /// Of both.
  Amount plus(Amount other) {
    return new Amount(
        records + other.records,
        sum(bytes, other.bytes),
        earlier(oldest, other.oldest),
        past + other.past,
        worst.compareTo(other.worst) >= 0 ? worst : other.worst,
        endless + other.endless,
        late + other.late);
  }

  private static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
    if (one == null) {
      return other;
    }
    return other == null ? one : Long.valueOf(one + other);
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null) {
      return other;
    }
    return other == null || one.isBefore(other) ? one : other;
  }
}
