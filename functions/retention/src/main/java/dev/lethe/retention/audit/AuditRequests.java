package dev.lethe.retention.audit;

import dev.lethe.shared.api.Problem;
import dev.lethe.shared.api.RefusedException;
import dev.lethe.shared.registry.Application;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/// Takes requests for audits.
final class AuditRequests {

  /// How many audits of an application may be asked for in a day: each looks at everything.
  static final int PER_DAY = 3;

  private static final Duration DAY = Duration.ofDays(1);
  private static final int ID_BYTES = 128 / Byte.SIZE;

  private final Audits audits;
  private final Runs runs;
  private final SecureRandom random;
  private final Clock clock;

  AuditRequests(Audits audits, Runs runs, SecureRandom random, Clock clock) {
    this.audits = audits;
    this.runs = runs;
    this.random = random;
    this.clock = clock;
  }

  /// Begins an audit of an application.
  ///
  /// @param by who asks
  Audit begin(Application application, String by) throws RefusedException {
    var now = Instant.ofEpochMilli(clock.millis());
    var audit =
        new Audit(application.customer(), application.id(), newId(), now, by, Audit.Status.RUNNING);
    audits.add(audit);
    keepWithinADay(audit, now);
    try {
      runs.start(audit);
    } catch (RuntimeException e) {
      audits.end(audit, Audit.Status.FAILED);
      throw e;
    }
    return audit;
  }

  /// Refuses an audit that is one too many. It is counted when it is entered: of many that are
  /// asked for at once none comes past the others.
  private void keepWithinADay(Audit audit, Instant now) throws RefusedException {
    var latest =
        audits.of(audit.customer(), audit.app()).stream()
            .map(Audit::requested)
            .filter(requested -> requested.isAfter(now.minus(DAY)))
            .sorted()
            .toList();
    if (latest.size() > PER_DAY) {
      audits.remove(audit);
      throw new RefusedException(
          Problem.tooMany(
              "An application is audited "
                  + PER_DAY
                  + " times in 24 hours at most. Take one of those there are, or wait.",
              Duration.between(now, latest.getFirst().plus(DAY))));
    }
  }

  private String newId() {
    var bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return "aud_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
