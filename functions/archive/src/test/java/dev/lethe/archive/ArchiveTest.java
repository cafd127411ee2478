package dev.lethe.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.lane.LaneRecord;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Command;
import dev.lethe.shared.record.Command.Kind;
import dev.lethe.shared.record.LaneMessage;
import dev.lethe.shared.record.Records;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArchiveTest {

  private static final Instant ELEVEN = Instant.parse("2026-11-24T11:59:59Z");

  private final InMemoryFiles files = new InMemoryFiles();
  private final InMemoryArchive stores = new InMemoryArchive(files);
  private final List<String> passedOver = new ArrayList<>();
  private final List<String> answers = new ArrayList<>();
  private boolean keepsFailures = true;
  private final Archive archive =
      new Archive(
          stores.all(
              new InMemorySubjects(),
              (record, why) -> {
                if (!keepsFailures) {
                  throw new IllegalStateException("The bucket is gone.");
                }
                passedOver.add(record.id() + " " + why);
              },
              (token, found) ->
                  answers.add(
                      "%s: %s lines of %s"
                          .formatted(token, found.get("lines"), found.get("objects")))),
          Runnable::run);

  private static LaneRecord at(int sequence, LaneMessage message) {
    return Samples.delivered(3, sequence, ELEVEN.plus(Duration.ofSeconds(sequence - 1)), message);
  }

  private static LaneRecord garbage(int sequence) {
    return Samples.delivered(
        3, sequence, ELEVEN, "lane", "not a record".getBytes(StandardCharsets.UTF_8));
  }

  private List<String> labels() {
    return stores.lines().stream().map(Line::label).toList();
  }

  @Test
  void objectsAreByHourAndByHowLongTheyAreKept() {
    var stopped =
        archive.store(
            List.of(
                at(1, Samples.taken("a", 90)),
                at(2, Samples.taken("b", 30)),
                at(3, Samples.taken("c", 90))));
    assertThat(stopped).isEmpty();
    var zeros = "0".repeat(55);
    assertThat(stores.names())
        .containsExactly(
            "lines/day=2026-11-24/hour=11/90-000000000003-" + zeros + "1.parquet",
            "lines/day=2026-11-24/hour=12/30-000000000003-" + zeros + "2.parquet",
            "lines/day=2026-11-24/hour=12/90-000000000003-" + zeros + "3.parquet");
    assertThat(labels()).containsExactly("a", "b", "c");
  }

  @Test
  void whatIsStoredIsNotStoredAgain() {
    var first = at(1, Samples.taken("a", 90));
    archive.store(List.of(first));
    archive.store(List.of(first, at(2, Samples.taken("b", 90))));
    assertThat(labels()).containsExactly("a", "b");
  }

  @Test
  void anErasureTakesOutAllLinesAndIsAnsweredTheSameAgain() {
    archive.store(List.of(at(1, Samples.taken("a", 90)), at(2, Samples.taken("b", 90))));
    archive.store(
        List.of(
            at(3, Samples.taken("a", 90)),
            at(4, Samples.command(Kind.ERASE, "a", "first")),
            at(5, Samples.taken("a", 90))));
    archive.store(List.of(at(6, Samples.command(Kind.ERASE, "a", "again"))));
    assertThat(labels()).containsExactly("b");
    assertThat(answers).containsExactly("first: 1 lines of 1", "again: 1 lines of 1");
  }

  /// What searches the objects themselves tells the index.
  @Test
  void whatIsPutBackIsTakenOutWhenTheIndexKnows() {
    archive.store(List.of(at(1, Samples.taken("a", 90))));
    var object = stores.objects("a").getFirst();
    var before = stores.read(object).orElseThrow().content();
    archive.store(List.of(at(2, Samples.command(Kind.ERASE, "a", "first"))));
    assertThat(stores.replace(object, stores.version(object).orElseThrow(), before)).isTrue();
    archive.store(List.of(at(3, Samples.command(Kind.ERASE, "a", "again"))));
    assertThat(labels()).containsExactly("a");
    stores.add(object, List.of("a"));
    archive.store(List.of(at(4, Samples.command(Kind.ERASE, "a", "known"))));
    assertThat(labels()).isEmpty();
  }

  /// It may have been killed before it answered.
  @Test
  void aCommandThatIsDeliveredAgainIsAnsweredAgain() {
    var erase = at(1, Samples.command(Kind.ERASE, "a", "token"));
    archive.store(List.of(erase));
    archive.store(List.of(erase));
    assertThat(answers).containsExactly("token: 0 lines of 0", "token: 0 lines of 0");
  }

  @Test
  void otherCommandsAreAnsweredWhenAllBeforeThemIsStored() {
    archive.store(
        List.of(
            at(1, Samples.taken("a", 90)),
            at(2, Samples.command(Kind.FLUSH, "a", "flush")),
            at(3, Samples.command(Kind.RETRACT, "a", "retract"))));
    assertThat(answers).containsExactly("flush: null lines of null", "retract: null lines of null");
    assertThat(labels()).containsExactly("a");
  }

  @Test
  void commandsToOthersArePassedBy() {
    var toOthers =
        new Command(
            "app_1", "a", Kind.ERASE, Command.Consumer.AGGREGATE, 7, null, Records.NOON, "token");
    archive.store(List.of(at(1, Samples.taken("a", 90)), at(2, toOthers)));
    assertThat(labels()).containsExactly("a");
    assertThat(answers).isEmpty();
  }

  @Test
  void whatCannotBeDecodedIsKeptAndPassedOverOnce() {
    var delivery = List.of(garbage(1), at(2, Samples.taken("a", 90)));
    assertThat(archive.store(delivery)).isEmpty();
    assertThat(archive.store(delivery)).isEmpty();
    assertThat(passedOver).containsExactly("1 UNDECODABLE");
    assertThat(labels()).containsExactly("a");
  }

  @Test
  void whatCanNeitherBeDecodedNorKeptComesAgain() {
    keepsFailures = false;
    var delivery =
        List.of(at(1, Samples.taken("a", 90)), garbage(2), at(3, Samples.taken("b", 90)));
    assertThat(archive.store(delivery)).contains(delivery.get(1));
    assertThat(labels()).containsExactly("a");
  }

  @Test
  void whatIsOnTheSkipListIsPassedOver() {
    var skipped = at(1, Samples.taken("a", 90));
    stores.skip(skipped.position());
    archive.store(List.of(skipped, at(2, Samples.taken("b", 90))));
    assertThat(passedOver).containsExactly("1 SKIPPED");
    assertThat(labels()).containsExactly("b");
  }

  /// Somebody else wrote between our look and our write.
  @Test
  void aWriteThatIsRefusedIsNotTakenForMade() {
    var refusing =
        new ArchiveObjects() {
          @Override
          public boolean create(String name, Bytes content) {
            return false;
          }

          @Override
          public Optional<String> version(String name) {
            return Optional.of("seen");
          }

          @Override
          public boolean replace(String name, String version, Bytes content) {
            return false;
          }

          @Override
          public Optional<Stored> read(String name) {
            return Optional.empty();
          }
        };
    var contested =
        new Archive(
            new Stores(
                files,
                refusing,
                stores,
                stores,
                stores,
                new InMemorySubjects(),
                (record, why) -> {},
                new OneShard(),
                (token, found) -> {},
                _ -> Set.of(),
                _ -> Optional.empty()),
            Runnable::run);
    var first = at(1, Samples.taken("a", 90));
    assertThat(contested.store(List.of(first))).contains(first);
    assertThat(stores.read(3).mark()).isNull();
  }
}
