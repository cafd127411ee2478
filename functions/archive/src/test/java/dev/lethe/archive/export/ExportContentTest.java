package dev.lethe.archive.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.archive.export.ExportFiles.PartName;
import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.registry.Settings;
import dev.lethe.shared.vault.Rights;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What is in an export, and what is not, whenever who leaves or forbids it.
class ExportContentTest {

  private static final String TODAY = "day=2026-11-24/hour=12/90-000000000000-1.parquet";
  private static final String YESTERDAY = "day=2026-11-23/hour=12/90-000000000000-1.parquet";
  private static final String TOO_EARLY = "day=2026-11-22/hour=12/90-000000000000-1.parquet";

  private final ExportWorld world = new ExportWorld();

  private static String lineOf(String label, String event) {
    return """
    {"subject":"%s","receivedAt":"2026-11-24T12:00:00Z","network":"130.149.7.0/24","country":"DE","event":{"event":"%s"}}\
    """
        .formatted(ExportText.subject("exp_1", label), event);
  }

  @Test
  void allEventsOfTheApplicationAreInItAndNobodyElses() {
    world.archive(YESTERDAY, world.line(ExportWorld.APP, "a", "One", "Two"));
    world.archive(
        TODAY, world.line("app_2", "x", "Theirs"), world.line(ExportWorld.APP, "b", "Three"));
    world.archive(TOO_EARLY, world.line(ExportWorld.APP, "a", "Zero"));
    world.plan.make(world.export);
    world.writer.write(world.export, new Part(1, List.of("lines/" + YESTERDAY, "lines/" + TODAY)));
    assertThat(world.text())
        .containsExactly(lineOf("a", "One"), lineOf("a", "Two"), lineOf("b", "Three"));
  }

  @Test
  void thePlanIsOfTheDaysThatAreAskedFor() {
    world.archive(YESTERDAY, world.line(ExportWorld.APP, "a", "One"));
    world.archive(TODAY, world.line(ExportWorld.APP, "b", "Two"));
    world.archive(TOO_EARLY, world.line(ExportWorld.APP, "a", "Zero"));
    assertThat(world.plan.make(world.export)).isEqualTo(1);
    var plan = world.bucket.read(ExportFiles.plan(world.export)).orElseThrow().content();
    assertThat(new String(plan.toArray(), StandardCharsets.UTF_8))
        .isEqualTo(
            "[{\"number\":1,\"objects\":[\"lines/" + YESTERDAY + "\",\"lines/" + TODAY + "\"]}]");
    assertThat(world.exports.now(world.export).parts()).isEqualTo(1);
  }

  @Test
  void ofDaysThatTheArchiveCannotHaveNothingIsAsked() {
    var days = new ArrayList<String>();
    var counted =
        new Listing() {
          @Override
          public List<Listed> list(String prefix) {
            days.add(prefix);
            return List.of();
          }

          @Override
          public void delete(Collection<String> names) {
            throw new IllegalStateException("A plan deletes nothing.");
          }
        };
    var asked =
        new Export(
            "cus_1",
            ExportWorld.APP,
            "exp_2",
            LocalDate.of(1970, 1, 1),
            LocalDate.of(9999, 12, 31),
            world.export.requested(),
            "0123456789ab",
            Export.Status.RUNNING,
            null,
            null);
    world.exports.add(asked);
    assertThat(new Plan(world.exports, counted, world.files).make(asked)).isZero();
    assertThat(days)
        .hasSize(Settings.LONGEST_RETENTION + 1)
        .startsWith("lines/day=2026-08-26/")
        .endsWith("lines/day=2026-11-24/");
  }

  @Test
  void ofDaysToComeThereIsNothing() {
    var asked =
        new Export(
            "cus_1",
            ExportWorld.APP,
            "exp_2",
            LocalDate.of(2026, 12, 1),
            LocalDate.of(2026, 12, 2),
            world.export.requested(),
            "0123456789ab",
            Export.Status.RUNNING,
            null,
            null);
    world.exports.add(asked);
    assertThat(world.plan.make(asked)).isZero();
  }

  /// What a step throws is kept by the state machine and in the log.
  @Test
  void aLineThatDoesNotOpenIsNotRepeatedToAnybody() {
    world.archive(TODAY, world.line(ExportWorld.APP, "a", "One"));
    world.changeKey("a");
    var part = world.planned().getFirst();
    assertThatThrownBy(() -> world.writer.write(world.export, part))
        .hasMessage("A line of the archive does not open.")
        .hasNoCause();
  }

  @Test
  void aPlanThatIsKeptHolds() {
    world.archive(TODAY, world.line(ExportWorld.APP, "a", "One"));
    assertThat(world.plan.make(world.export)).isEqualTo(1);
    world.archive.delete("lines/" + TODAY);
    assertThat(world.plan.make(world.export)).isEqualTo(1);
  }

  @Test
  void aPartIsOfFiveHundredObjectsAtMost() {
    IntStream.range(0, 501)
        .forEach(i ->
            world.archive(
                "day=2026-11-24/hour=12/90-000000000000-%d.parquet".formatted(i),
                world.line(ExportWorld.APP, "a", "E")));
    assertThat(world.plan.make(world.export)).isEqualTo(2);
  }

  @Test
  void itIsShownWhenAllIsDoneAndEnteredInTheRegister() {
    world.archive(TODAY, world.line(ExportWorld.APP, "a", "One", "Two"));
    world.make();
    var shown = world.exports.now(world.export);
    assertThat(shown.status()).isEqualTo(Export.Status.READY);
    assertThat(shown.events()).isEqualTo(2);
    assertThat(world.exports.disclosures)
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.id()).isEqualTo("exp_1");
          assertThat(entry.by()).isEqualTo("0123456789ab");
          assertThat(entry.ground()).isEqualTo(DisclosureEntry.Ground.CONTROLLER_INSTRUCTION);
          assertThat(entry.details())
              .isEqualTo(Map.of("from", "2026-11-23", "to", "2026-11-24", "events", "2"));
        });
  }

  @Test
  void whoIsErasedRestrictedOrObjectsToResearchIsNotInIt() {
    world.archive(
        TODAY,
        world.line(ExportWorld.APP, "erased", "E"),
        world.line(ExportWorld.APP, "restricted", "E"),
        world.line(ExportWorld.APP, "objects", "E"),
        world.line(ExportWorld.APP, "objects to statistics", "E"),
        world.line(ExportWorld.APP, "stopped", "E"));
    world.forget("erased");
    world.set("restricted", new Rights(false, false, true, Set.of()));
    world.set("objects", new Rights(false, false, false, Set.of(Purpose.RESEARCH)));
    world.set("objects to statistics", new Rights(false, false, false, Set.of(Purpose.STATISTICS)));
    world.set("stopped", new Rights(false, true, false, Set.of()));
    world.make();
    assertThat(world.text())
        .containsExactly(lineOf("objects to statistics", "E"), lineOf("stopped", "E"));
  }

  @Test
  void whatWasSentWithoutConsentToResearchOrIsPastItsTimeIsNotInIt() {
    world.archive(
        TODAY,
        world.line(ExportWorld.APP, "a", 90, Set.of(Purpose.STATISTICS), "Not for research"),
        world.line(ExportWorld.APP, "a", 90, Set.of(Purpose.RESEARCH), "For research"),
        world.line(ExportWorld.APP, "a", 0, Set.of(Purpose.RESEARCH), "Past its time"));
    world.make();
    assertThat(world.text()).containsExactly(lineOf("a", "For research"));
  }

  @Test
  void whoGoesBetweenWritingAndShowingIsTakenOut() {
    world.archive(
        TODAY, world.line(ExportWorld.APP, "a", "One"), world.line(ExportWorld.APP, "b", "Two"));
    var parts = world.planned();
    parts.forEach(part -> world.writer.write(world.export, part));
    assertThat(world.text()).hasSize(2);
    world.forget("a");
    world.publish(parts);
    assertThat(world.text()).containsExactly(lineOf("b", "Two"));
    assertThat(world.exports.now(world.export).events()).isEqualTo(1);
    assertThat(world.files.labelsOf(new PartName(world.export, 1))).containsExactly("b");
  }

  @Test
  void anErasureFindsWhatIsShownAndLeavesTheOthersByteForByte() {
    world.archive(
        TODAY,
        world.line(ExportWorld.APP, "a", "One", "Two"),
        world.line(ExportWorld.APP, "b", "Three"));
    world.make();
    var before = world.text();
    assertThat(world.files.erase("app_2", "a")).isZero();
    assertThat(world.files.erase(ExportWorld.APP, "a")).isEqualTo(1);
    assertThat(world.text()).isEqualTo(before.subList(2, 3));
    assertThat(world.files.labelsOf(new PartName(world.export, 1))).containsExactly("b");
    assertThat(world.files.erase(ExportWorld.APP, "a")).isZero();
  }

  /// The writer has read the Vault, and is slow: the erasure finds no file yet. The check does.
  @Test
  void anErasureWhileAPartIsBeingWrittenIsSeenByTheCheck() {
    world.archive(
        TODAY, world.line(ExportWorld.APP, "a", "One"), world.line(ExportWorld.APP, "b", "Two"));
    var parts = world.planned();
    parts.forEach(part -> world.writer.write(world.export, part));
    var file = world.files.written(world.export).getFirst().name();
    var late = world.bucket.read(file).orElseThrow().content();
    world.bucket.delete(file);
    world.forget("a");
    assertThat(world.files.erase(ExportWorld.APP, "a")).isZero();
    world.bucket.create(file, late);
    world.publish(parts);
    assertThat(world.text()).containsExactly(lineOf("b", "Two"));
  }

  @Test
  void aPartThatIsWrittenStaysWhoeverWritesItAgain() {
    world.archive(TODAY, world.line(ExportWorld.APP, "a", "One"));
    var parts = world.planned();
    world.writer.write(world.export, parts.getFirst());
    var before = world.bucket.read(world.files.written(world.export).getFirst().name());
    world.archive(YESTERDAY, world.line(ExportWorld.APP, "b", "Two"));
    world.writer.write(world.export, world.planned().getFirst());
    assertThat(world.bucket.read(world.files.written(world.export).getFirst().name()))
        .isEqualTo(before);
  }

  /// Killed between the list and the file, and meanwhile there are more lines.
  @Test
  void nobodyIsInAFileWhoIsNotOnItsList() {
    world.archive(TODAY, world.line(ExportWorld.APP, "a", "One"));
    var part = world.planned().getFirst();
    world.files.keepLabels(new PartName(world.export, 1), Set.of("a"));
    world.archive(YESTERDAY, world.line(ExportWorld.APP, "b", "Two"));
    world.writer.write(world.export, world.planned().getFirst());
    assertThat(part.objects()).hasSize(1);
    assertThat(world.text()).containsExactly(lineOf("a", "One"));
  }

  @Test
  void whatFailsLeavesNothingAndWhatIsShownDoesNotFail() {
    world.archive(TODAY, world.line(ExportWorld.APP, "a", "One"));
    world.planned().forEach(part -> world.writer.write(world.export, part));
    world.publication.fail(world.export);
    assertThat(world.bucket.names()).isEmpty();
    assertThat(world.exports.now(world.export).status()).isEqualTo(Export.Status.FAILED);
    world.publication.publish(world.export, 1);
    assertThat(world.exports.disclosures).isEmpty();
  }

  /// One part fails, and others are still being written: Lambda does not end what is under way.
  @Test
  void whatIsWrittenAfterItFailedDoesNotStay() {
    world.archive(TODAY, world.line(ExportWorld.APP, "a", "One"));
    var parts = world.planned();
    world.publication.fail(world.export);
    world.writer.write(world.export, parts.getFirst());
    assertThat(world.bucket.names()).isEmpty();
  }

  @Test
  void whoWritesAgainWhatIsShownLeavesIt() {
    world.archive(TODAY, world.line(ExportWorld.APP, "a", "One"));
    var parts = world.planned();
    world.make();
    world.bucket.delete(world.files.written(world.export).getFirst().name());
    world.writer.write(world.export, parts.getFirst());
    assertThat(world.text()).hasSize(1);
  }

  @Test
  void whatIsShownDoesNotFail() {
    world.archive(TODAY, world.line(ExportWorld.APP, "a", "One"));
    world.make();
    world.publication.fail(world.export);
    assertThat(world.text()).hasSize(1);
    assertThat(world.exports.now(world.export).status()).isEqualTo(Export.Status.READY);
  }
}
