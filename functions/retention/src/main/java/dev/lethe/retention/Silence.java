package dev.lethe.retention;

import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Settings;
import dev.lethe.shared.vault.SubjectState;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/// Ends lives whose subjects forbade something and were not seen for as long as data is kept. For
/// whoever reads the Vault they are over already ([SubjectState#at]).
final class Silence {

  private final Applications applications;
  private final SilentLives lives;
  private final Clock clock;

  Silence(Applications applications, SilentLives lives, Clock clock) {
    this.applications = applications;
    this.lives = lives;
    this.clock = clock;
  }

  /// Ends them. It may be killed anywhere and begin again.
  ///
  /// @param until when to stop; the rest is for the next time
  /// @return how many
  long run(Instant until) {
    var now = clock.instant();
    var days =
        applications.all().stream()
            .collect(Collectors.toMap(Application::id, app -> app.settings().retentionDays()));
    var ended = new AtomicLong();
    lives.all(
        until,
        life -> {
          if (!now.isBefore(SubjectState.silentAt(life.seen(), days(life, days)))
              && lives.end(life)) {
            ended.incrementAndGet();
          }
        });
    return ended.get();
  }

  private static int days(SilentLives.Life life, Map<String, Integer> days) {
    return days.getOrDefault(life.app(), Settings.LONGEST_RETENTION);
  }
}
