package dev.lethe.shared.access;

import dev.lethe.shared.api.Problem;
import dev.lethe.shared.api.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/// How often something may be asked for in 24 hours.
///
/// @param most how often
/// @param what what is said to happen: `An application is exported`
public record DailyLimit(int most, String what) {

  private static final Duration DAY = Duration.ofDays(1);

  /// Refuses what is one too many. It is counted when it is entered: of many that are asked for at
  /// once none comes past the others.
  ///
  /// @param asked when it was asked for, this time as well
  /// @param takeBack takes back what was entered this time
  public void keep(Stream<Instant> asked, Instant now, Runnable takeBack) throws RefusedException {
    var latest = asked.filter(at -> at.isAfter(now.minus(DAY))).sorted().toList();
    if (latest.size() > most) {
      takeBack.run();
      throw new RefusedException(
          Problem.tooMany(
              "%s %d times in 24 hours at most. Take one of those there are, or wait."
                  .formatted(what, most),
              Duration.between(now, latest.getFirst().plus(DAY))));
    }
  }
}
