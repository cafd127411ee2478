package dev.lethe.infra;

import static dev.lethe.subjects.receipt.Residue.ACCESS_LOG;
import static dev.lethe.subjects.receipt.Residue.BACKUPS;
import static dev.lethe.subjects.receipt.Residue.DEAD_LABELS;
import static dev.lethe.subjects.receipt.Residue.GIVEN_UP_DELIVERIES;
import static dev.lethe.subjects.receipt.Residue.LOGS;
import static dev.lethe.subjects.receipt.Residue.QUARANTINE;
import static dev.lethe.subjects.receipt.Residue.QUERY_HISTORY;
import static dev.lethe.subjects.receipt.Residue.RUNNING_QUERIES;
import static dev.lethe.subjects.receipt.Residue.STREAM;
import static dev.lethe.subjects.receipt.Residue.TAKEN_OFF;
import static dev.lethe.subjects.receipt.Residue.TOMBSTONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.subjects.receipt.Residue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What receipts say is left lasts no longer than they say: as long as `docs/limits.md` says, whose
/// numbers are held by the code and the template, and as much longer as AWS takes to delete it.
class DocumentedResiduesTest {

  private static final Pattern DAYS = Pattern.compile("(\\d+) days?|(\\d+) hours?.*");

  private record Lasting(List<String> heldIn, int daysUntilDeleted) {}

  /// CloudWatch deletes within 72 hours, DynamoDB within a few days, S3 after the next midnight; a
  /// query's results begin when it ends.
  private static final Map<Residue, Lasting> LASTING =
      Map.ofEntries(
          Map.entry(STREAM, held(0, "Stream.RetentionPeriodHours: 168")),
          Map.entry(BACKUPS, held(0, "BackupDays.Default: 30")),
          Map.entry(LOGS, held(3, "LogDays.Default: 60")),
          Map.entry(ACCESS_LOG, held(3, "AccessLogDays.Default: 731")),
          Map.entry(GIVEN_UP_DELIVERIES, held(1, "FailuresBucket.ExpirationInDays: 30")),
          Map.entry(QUARANTINE, held(1, "QuarantineBucket.ExpirationInDays: 1")),
          Map.entry(RUNNING_QUERIES, held(2, "QueryResultsBucket.ExpirationInDays: 1")),
          Map.entry(TAKEN_OFF, held(3, "DynamoTakings.KEPT")),
          Map.entry(DEAD_LABELS, held(3, "ArchiveItem.KEPT", "DynamoLedger.HEADER_KEPT")),
          Map.entry(TOMBSTONE, held(33, "SubjectState.TOMBSTONE")));

  private static Lasting held(int daysUntilDeleted, String... heldIn) {
    return new Lasting(List.of(heldIn), daysUntilDeleted);
  }

  @ParameterizedTest
  @EnumSource
  void lastsAsLongAsReceiptsSay(Residue residue) {
    if (residue == QUERY_HISTORY) {
      assertThat(Documents.text("docs/limits.md"))
          .contains("stands in Athena's history for 45 days");
      assertThat(residue.lasts()).isEqualTo(Duration.ofDays(45));
      return;
    }
    var lasting = Objects.requireNonNull(LASTING.get(residue));
    for (var holder : lasting.heldIn()) {
      assertThat(residue.lasts())
          .isEqualTo(documented(holder).plus(Duration.ofDays(lasting.daysUntilDeleted())));
    }
  }

  private static Duration documented(String holder) {
    return Documents.rows("docs/limits.md", "held in").stream()
        .filter(row -> Documents.names(row.getLast()).equals(List.of(holder)))
        .map(row -> DAYS.matcher(row.get(1)))
        .filter(told -> told.lookingAt())
        .map(told ->
            told.group(1) == null
                ? Duration.ofHours(Long.parseLong(told.group(2)))
                : Duration.ofDays(Long.parseLong(told.group(1))))
        .findFirst()
        .orElseThrow(() -> new AssertionError("docs/limits.md does not name " + holder + "."));
  }
}
