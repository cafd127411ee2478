package dev.lethe.archive.export;

import dev.lethe.shared.termination.Termination;
import dev.lethe.shared.termination.Termination.Reason;
import dev.lethe.shared.termination.Termination.Status;
import dev.lethe.shared.termination.Terminations;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The export that a migration makes of all that is archived, and waits for. It may be asked again
/// and again, and be killed anywhere.
public final class MigrationExport {

  private static final Logger LOG = LoggerFactory.getLogger(MigrationExport.class);

  private final Terminations terminations;
  private final Exports exports;
  private final Runs runs;
  private final SecureRandom random;
  private final Clock clock;

  public MigrationExport(
      Terminations terminations, Exports exports, Runs runs, SecureRandom random, Clock clock) {
    this.terminations = terminations;
    this.exports = exports;
    this.runs = runs;
    this.random = random;
    this.clock = clock;
  }

  /// Whether nothing has to be waited for any more: it is no migration, its customer has collected
  /// the export, or the time for that is over. Until then it sees to it that there is one.
  public boolean isOver(String customer, String app) {
    var termination = terminations.find(customer, app).orElseThrow();
    if (termination.reason() != Reason.MIGRATION) {
      return true;
    }
    return switch (termination.status()) {
      case ENDING -> {
        makeReady(termination);
        yield isLate(termination);
      }
      case COLLECTING -> isLate(termination);
      case COLLECTED, DELETING, TERMINATED -> true;
      case SCHEDULED, CANCELLED -> throw new IllegalStateException("It has not ended.");
    };
  }

  private boolean isLate(Termination termination) {
    if (clock.instant().isBefore(termination.collectionEnds())) {
      return false;
    }
    LOG.warn("The export of {} was not collected in time.", termination.app());
    return true;
  }

  private void makeReady(Termination termination) {
    var export = export(termination);
    var now = clock.instant();
    if (export.isEmpty() || export.get().statusAt(now) == Export.Status.FAILED) {
      begin(termination, now);
    } else if (export.get().status() == Export.Status.READY) {
      terminations.advance(termination, Status.COLLECTING, now);
    }
  }

  private Optional<Export> export(Termination termination) {
    var id = termination.export();
    return id == null
        ? Optional.empty()
        : exports.find(termination.customer(), termination.app(), id);
  }

  /// Who is killed before it is started leaves one that has failed a day later.
  private void begin(Termination termination, Instant now) {
    var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    var export =
        new Export(
            termination.customer(),
            termination.app(),
            ExportRequests.newId(random),
            Plan.earliest(today),
            today,
            now,
            termination.by(),
            Export.Status.RUNNING,
            null,
            null,
            // Nothing is erased any more when an application ends.
            now);
    if (terminations.noteExport(termination, export.id())) {
      exports.add(export);
      try {
        runs.start(export);
      } catch (RuntimeException e) {
        exports.fail(export);
        throw e;
      }
    }
  }

  /// Ends all exports of an application: steps that run find them no more, and show nothing.
  public void endAll(String customer, String app) {
    exports
        .of(customer, app)
        .forEach(export -> {
          exports.fail(export);
          exports.remove(export);
        });
  }
}
