package dev.lethe.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.lane.LaneRecord;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Command;
import dev.lethe.shared.record.Command.Kind;
import dev.lethe.shared.record.LaneMessage;
import dev.lethe.shared.record.RecordCodec;
import dev.lethe.shared.record.Records;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArchiveTest {

  private static final Instant ELEVEN = Instant.parse("2026-11-24T11:59:59Z");

  private final InMemoryFiles files = new InMemoryFiles();
  private final InMemoryArchive stores = new InMemoryArchive(files);
  private final InMemorySubjects subjects = new InMemorySubjects();
  private final List<String> passedOver = new ArrayList<>();
  private final List<String> answers = new ArrayList<>();
  private boolean keepsFailures = true;
  private final Archive archive =
      new Archive(
          new Stores(
              files,
              stores,
              stores,
              stores,
              stores,
              subjects,
              (record, why) -> {
                if (!keepsFailures) {
                  throw new IllegalStateException("The bucket is gone.");
                }
                passedOver.add(record.id() + " " + why);
              },
              new OneShard(),
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

  private static LaneMessage holding(Kind kind, long state, String token) {
    return Samples.command(kind, "a", state, token);
  }

  private Line only() {
    assertThat(stores.lines()).hasSize(1);
    return stores.lines().getFirst();
  }

  @Test
  void factsOfWhoIsRestrictedAreSealedAndComeBackWhenItIsLifted() throws Exception {
    var came = Samples.taken("a", 90);
    var other = Samples.taken("b", 90);
    archive.store(List.of(at(1, came), at(2, other)));
    archive.store(List.of(at(3, holding(Kind.RESTRICT, 5, "held"))));
    var held = stores.lines().getFirst();
    assertThat(held.taken()).isEqualTo(came.withFacts(List.of()));
    assertThat(
            RecordCodec.decodeFacts(
                subjects.key("app_1", "a").open(Objects.requireNonNull(held.sealedFacts()))))
        .isEqualTo(came.facts());
    assertThat(stores.lines().getLast().taken()).isEqualTo(other);
    archive.store(List.of(at(4, holding(Kind.LIFT, 6, "free"))));
    assertThat(stores.lines())
        .containsExactly(
            new Line(at(1, came).position(), came), new Line(at(2, other).position(), other));
    assertThat(answers).containsExactly("held: 1 lines of 1", "free: 1 lines of 1");
  }

  @Test
  void whatStillComesOfWhoIsRestrictedIsSealedToo() {
    var late = Samples.taken("a", 90);
    archive.store(List.of(at(1, holding(Kind.RESTRICT, 5, "held")), at(2, late)));
    assertThat(only().taken().facts()).isEmpty();
    assertThat(only().sealedFacts()).isNotNull();
    archive.store(List.of(at(3, holding(Kind.LIFT, 6, "free"))));
    assertThat(only()).isEqualTo(new Line(at(2, late).position(), late));
    assertThat(answers).containsExactly("held: 1 lines of 1", "free: 1 lines of 1");
  }

  /// It came so from the gate, which decided it while its subject was restricted.
  @Test
  void whatCameWithoutFactsHasNoneAfterLiftingEither() {
    var bare = Samples.taken("a", 90).withFacts(List.of());
    archive.store(
        List.of(
            at(1, holding(Kind.RESTRICT, 5, "held")),
            at(2, bare),
            at(3, holding(Kind.LIFT, 6, "free"))));
    assertThat(only()).isEqualTo(new Line(at(2, bare).position(), bare));
    assertThat(answers).containsExactly("held: 0 lines of 0", "free: 0 lines of 0");
  }

  @Test
  void anOldCommandThatIsSentAgainChangesNothingAndIsAnsweredTheSame() {
    var came = Samples.taken("a", 90);
    archive.store(List.of(at(1, came), at(2, holding(Kind.RESTRICT, 5, "first"))));
    archive.store(List.of(at(3, holding(Kind.LIFT, 6, "free")), at(4, came)));
    archive.store(List.of(at(5, holding(Kind.RESTRICT, 5, "again"))));
    assertThat(stores.lines()).allMatch(line -> line.taken().equals(came));
    assertThat(answers)
        .containsExactly("first: 1 lines of 1", "free: 2 lines of 2", "again: 1 lines of 1");
  }

  /// An erasure has begun: its command follows.
  @Test
  void factsThatNobodyCouldOpenAgainAreDropped() {
    archive.store(List.of(at(1, Samples.taken("a", 90))));
    subjects.forget("a");
    archive.store(List.of(at(2, holding(Kind.RESTRICT, 5, "held"))));
    assertThat(only().hasFacts()).isFalse();
    archive.store(List.of(at(3, Samples.taken("a", 90))));
    assertThat(stores.lines()).noneMatch(Line::hasFacts);
  }

  @Test
  void whatIsSealedStaysSoIfItsKeyIsGone() {
    archive.store(List.of(at(1, Samples.taken("a", 90))));
    archive.store(List.of(at(2, holding(Kind.RESTRICT, 5, "held"))));
    var held = only();
    subjects.forget("a");
    archive.store(List.of(at(3, holding(Kind.LIFT, 6, "free"))));
    assertThat(only()).isEqualTo(held);
    archive.store(List.of(at(4, Samples.command(Kind.ERASE, "a", "gone"))));
    assertThat(stores.lines()).isEmpty();
    assertThat(answers).contains("gone: 1 lines of 1");
  }

  @Test
  void whatDoesNotOpenStaysSealedAndHoldsUpNobody() {
    archive.store(List.of(at(1, Samples.taken("a", 90)), at(2, holding(Kind.RESTRICT, 5, "held"))));
    var spoiled = new Line(only().position(), only().taken(), Bytes.copyOf(new byte[] {1, 2, 3}));
    var object = stores.names().getFirst();
    stores.replace(object, stores.version(object).orElseThrow(), files.write(List.of(spoiled)));
    assertThat(archive.store(List.of(at(3, holding(Kind.LIFT, 6, "free"))))).isEmpty();
    assertThat(only()).isEqualTo(spoiled);
  }

  /// A Vault that does not answer is not one that forgot.
  @Test
  void whoseKeyIsNotToldKeepsItsFactsUntilItIs() {
    var silent =
        new Archive(
            new Stores(
                files,
                stores,
                stores,
                stores,
                stores,
                (app, labels) -> {
                  throw new IllegalStateException("DynamoDB did not give all items.");
                },
                (record, why) -> {},
                new OneShard(),
                (token, found) -> answers.add(token)),
            Runnable::run);
    var delivery = List.of(at(1, Samples.taken("a", 90)), at(2, holding(Kind.RESTRICT, 5, "held")));
    archive.store(delivery.subList(0, 1));
    assertThat(silent.store(delivery.subList(1, 2))).contains(delivery.get(1));
    assertThat(answers).isEmpty();
    assertThat(only().taken().facts()).isNotEmpty();
    archive.store(delivery.subList(1, 2));
    assertThat(only().sealedFacts()).isNotNull();
    assertThat(answers).containsExactly("held: 1 lines of 1");
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
                subjects,
                (record, why) -> {},
                new OneShard(),
                (token, found) -> {}),
            Runnable::run);
    var first = at(1, Samples.taken("a", 90));
    assertThat(contested.store(List.of(first))).contains(first);
    assertThat(stores.read(3).mark()).isNull();
  }
}
