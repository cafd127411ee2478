package dev.lethe.retention.audit;

import dev.lethe.shared.access.DailyLimit;
import dev.lethe.shared.api.RefusedException;
import dev.lethe.shared.registry.Application;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;

/// Takes requests for audits.
final class AuditRequests {

  /// How many audits of an application may be asked for in a day: each looks at everything.
  static final int PER_DAY = 3;

  private static final DailyLimit LIMIT = new DailyLimit(PER_DAY, "An application is audited");
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
    LIMIT.keep(
        audits.of(audit.customer(), audit.app()).stream().map(Audit::requested),
        now,
        () -> audits.remove(audit));
    try {
      runs.start(audit);
    } catch (RuntimeException e) {
      audits.end(audit, Audit.Status.FAILED);
      throw e;
    }
    return audit;
  }

  private String newId() {
    var bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return "aud_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
