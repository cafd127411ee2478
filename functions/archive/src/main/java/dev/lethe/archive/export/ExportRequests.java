package dev.lethe.archive.export;

import dev.lethe.shared.access.DailyLimit;
import dev.lethe.shared.api.RefusedException;
import dev.lethe.shared.registry.Application;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Base64;

/// Takes requests for exports.
final class ExportRequests {

  /// How many exports of an application may be asked for in a day: each reads all of its archive.
  static final int PER_DAY = 10;

  private static final DailyLimit LIMIT = new DailyLimit(PER_DAY, "An application is exported");
  private static final int ID_BYTES = 128 / Byte.SIZE;

  private final Exports exports;
  private final Runs runs;
  private final SecureRandom random;
  private final Clock clock;

  ExportRequests(Exports exports, Runs runs, SecureRandom random, Clock clock) {
    this.exports = exports;
    this.runs = runs;
    this.random = random;
    this.clock = clock;
  }

  /// Begins an export of an application.
  ///
  /// @param from the first day, UTC
  /// @param to the last day
  /// @param by who asks
  Export begin(Application application, LocalDate from, LocalDate to, String by)
      throws RefusedException {
    if (from.isAfter(to)) {
      throw RefusedException.badRequest("The day from must not be after the day to.");
    }
    var now = clock.instant();
    var export =
        new Export(
            application.customer(),
            application.id(),
            newId(random),
            from,
            to,
            now,
            by,
            Export.Status.RUNNING,
            null,
            null,
            application.erased());
    exports.add(export);
    LIMIT.keep(
        exports.of(export.customer(), export.app()).stream().map(Export::requested),
        now,
        () -> exports.remove(export));
    try {
      runs.start(export);
    } catch (RuntimeException e) {
      exports.fail(export);
      throw e;
    }
    return export;
  }

  /// A new export's id.
  static String newId(SecureRandom random) {
    var bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return "exp_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
