package dev.lethe.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.ingest.fact.Rejection;
import dev.lethe.shared.record.RecordCodec;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.registry.Feature;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How much one request, and one key, may bring.
class BoundsTest {

  private final Sender sender = new Sender(Feature.END_USER_IDENTIFIER);

  @ParameterizedTest
  @ValueSource(ints = {100, 101, 250})
  void asManyNewSubjectsAreTakenAsLibrariesPutInABatch(int subjects) {
    assertThat(sender.send("batch", SubjectsTest.batchOf(subjects)))
        .isEqualTo(new Outcome.Taken(List.of()));
    assertThat(sender.records()).hasSize(subjects);
  }

  @Test
  void oneMoreIsTooMany() {
    assertThat(sender.send("batch", SubjectsTest.batchOf(251)))
        .isInstanceOf(Outcome.TooLarge.class);
    assertThat(sender.records()).isEmpty();
  }

  /// Kinesis takes no record over 1 MiB.
  @Test
  void aSubjectsEventsAreSplitIfTheyAreTooLargeForOneRecord() {
    var wide = "字".repeat(100);
    var events =
        IntStream.range(0, 2_000)
            .mapToObj(i -> "{'type':'track','event':'E%d','anonymousId':'d1'}".formatted(i))
            .collect(Collectors.joining(","));
    sender.send(
        "batch",
        "{'context':{'os':{'name':'%1$s'},'device':{'model':'%1$s','type':'%1$s'}},'batch':[%2$s]}"
            .formatted(wide, events));
    assertThat(sender.records())
        .hasSizeGreaterThan(1)
        .allSatisfy(found -> assertThat(RecordCodec.encode(found)).hasSizeLessThan(1024 * 1024));
    assertThat(sender.records().stream().mapToInt(found -> found.facts().size()).sum())
        .isEqualTo(2_000);
  }

  @Test
  void anEventThatNamesNobodyIsNoSubject() {
    var nobody =
        SubjectsTest.batchOf(100).replace("]}", ",{'type':'track','event':'E','messageId':'m'}]}");
    assertThat(sender.send("batch", nobody))
        .isEqualTo(
            new Outcome.Taken(List.of(new Outcome.Rejected(100, "m", Rejection.MISSING_IDENTITY))));
    assertThat(sender.records()).hasSize(100);
  }

  /// A user can be said to be on any number of devices, and each link is kept.
  @Test
  void linksAreBoundedLikeNewSubjects() {
    var devices =
        IntStream.range(0, 200)
            .mapToObj(i -> "{'type':'track','event':'E','userId':'u','anonymousId':'#" + i + "'}")
            .collect(Collectors.joining(",", "{'batch':[", "]}"));
    assertThat(sender.send("batch", devices.replace("#", "a")))
        .isEqualTo(new Outcome.Taken(List.of()));
    assertThat(sender.send("batch", devices.replace("#", "b")))
        .isInstanceOf(Outcome.Throttled.class);
    assertThat(sender.gate.links()).hasSize(200);
    assertThat(sender.send("batch", devices.replace("#", "a")))
        .isEqualTo(new Outcome.Taken(List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"userId", "anonymousId", "previousId"})
  void identifiersOfAThousandCharactersAreTakenAndLongerOnesAreNot(String field) {
    var event = "{'userId':'u','anonymousId':'d','previousId':'p','%s':'%s'}";
    assertThat(sender.send("alias", event.formatted(field, "x".repeat(1_000))))
        .isEqualTo(new Outcome.Taken(List.of()));
    assertThat(sender.send("alias", event.formatted(field, "x".repeat(1_001))))
        .isEqualTo(
            new Outcome.Taken(
                List.of(new Outcome.Rejected(0, null, Rejection.IDENTIFIER_TOO_LONG))));
  }

  @Test
  void newSubjectsAreBoundedByKeyAndMinute() {
    sender.at(Records.NOON.plusSeconds(20));
    sender.send("batch", SubjectsTest.batchOf(200));
    sender.puts.clear();
    var more = SubjectsTest.batchOf(120).replace("'d", "'other");
    assertThat(sender.send("batch", more)).isEqualTo(new Outcome.Throttled(Duration.ofSeconds(40)));
    assertThat(sender.records()).isEmpty();
    assertThat(sender.send("batch", SubjectsTest.batchOf(200)))
        .isEqualTo(new Outcome.Taken(List.of()));
    assertThat(sender.send("batch", SubjectsTest.batchOf(100).replace("'d", "'third")))
        .isEqualTo(new Outcome.Taken(List.of()));
    sender.at(Records.NOON.plusSeconds(60));
    assertThat(sender.send("batch", more)).isEqualTo(new Outcome.Taken(List.of()));
  }
}
