package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.aggregate.Ledger;
import dev.lethe.aggregate.aws.DynamoLedger;
import dev.lethe.aggregate.aws.DynamoTakings;
import dev.lethe.archive.export.Export;
import dev.lethe.retention.probe.Keeping;
import dev.lethe.retention.probe.Kind;
import dev.lethe.retention.probe.TableKinds;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.disclosure.aws.DisclosureItem;
import dev.lethe.shared.lane.aws.DynamoMarks;
import dev.lethe.shared.lane.aws.LaneTaskItem;
import dev.lethe.shared.registry.Settings;
import dev.lethe.shared.registry.aws.ClosingItem;
import dev.lethe.shared.rights.aws.CaseItem;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.subjects.request.EnteredRequest;
import java.time.Duration;
import java.time.Period;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A probe lets things be as old as those who write them say, and no older.
class ProbedTermsTest {

  private static final String ARCHIVE_ITEM = "dev.lethe.archive.aws.ArchiveItem";
  private static final String VALUES = "dev.lethe.aggregate.aws.DynamoValues";
  private static final String RECEIPT_ITEM = "dev.lethe.subjects.receipt.aws.ReceiptItem";
  private static final String ISSUES = "dev.lethe.subjects.packages.aws.DynamoIssues";
  private static final String MINUTES = "dev.lethe.ingest.aws.MinuteCounts";

  static Stream<Arguments> terms() {
    // A day that is begun is kept whole.
    var subject = Duration.ofDays(Settings.LONGEST_RETENTION + 1L);
    return Stream.of(
        Arguments.of(TableKinds.SUBJECTS, subject),
        Arguments.of(TableKinds.TOMBSTONES, SubjectState.TOMBSTONE),
        Arguments.of(TableKinds.STANDING_TOMBSTONES, SubjectState.TOMBSTONE),
        Arguments.of(TableKinds.CLOSINGS, constant(ClosingItem.class.getName(), "KEPT")),
        Arguments.of(TableKinds.CASES, CaseItem.KEPT),
        Arguments.of(TableKinds.MINUTES, constant(MINUTES, "COUNTED_FOR")),
        Arguments.of(TableKinds.HEADERS, constant(DynamoLedger.class.getName(), "HEADER_KEPT")),
        Arguments.of(TableKinds.TAKEN, constant(DynamoTakings.class.getName(), "KEPT")),
        Arguments.of(TableKinds.MARKS, constant(DynamoMarks.class.getName(), "KEPT")),
        Arguments.of(TableKinds.ARCHIVED_LABELS, constant(ARCHIVE_ITEM, "KEPT")),
        Arguments.of(TableKinds.TASKS, constant(LaneTaskItem.class.getName(), "KEPT")),
        Arguments.of(TableKinds.VALUES, constant(VALUES, "KEPT")),
        Arguments.of(TableKinds.REQUESTS_OF_SUBJECTS, EnteredRequest.KEPT),
        Arguments.of(TableKinds.DISCLOSURES, constant(DisclosureItem.class.getName(), "KEPT")),
        Arguments.of(TableKinds.COPIES_OF_RECEIPTS, constant(RECEIPT_ITEM, "KEPT")),
        Arguments.of(TableKinds.EXPORTS, Export.KEPT),
        Arguments.of(TableKinds.PACKAGES, constant(ISSUES, "KEPT")));
  }

  @ParameterizedTest
  @MethodSource("terms")
  void aKindIsKeptAsLongAsItIsWrittenFor(Kind kind, Duration written) {
    assertThat(kind.keeping())
        .isInstanceOfSatisfying(
            Keeping.Ends.class, ends -> assertThat(ends.longest()).isEqualTo(written));
  }

  /// Entries count on the last day of their month; months are of 31 days at the most.
  @Test
  void whatEndsWithAMonthHasThatMonthMore() {
    assertThat(longest(TableKinds.ENTRIES)).isEqualTo(Duration.ofDays(Ledger.DAYS_KEPT + 31L));
    var months = ((Period) constant(CounterKey.class.getName(), "DAYS_KEPT")).getMonths();
    assertThat(longest(TableKinds.COUNTERS)).isEqualTo(Duration.ofDays(months * 31L + 1));
  }

  private static Duration longest(Kind kind) {
    return ((Keeping.Ends) kind.keeping()).longest();
  }

  private static Object constant(String className, String name) {
    try {
      var field = Class.forName(className).getDeclaredField(name);
      field.setAccessible(true);
      return field.get(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("There is no " + className + "." + name + ".", e);
    }
  }
}
