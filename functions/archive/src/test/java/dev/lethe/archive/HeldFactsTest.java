package dev.lethe.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.lane.LaneRecord;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Command.Kind;
import dev.lethe.shared.record.LaneMessage;
import dev.lethe.shared.record.RecordCodec;
import dev.lethe.shared.record.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Facts of who is restricted, or objects to research.
class HeldFactsTest {

  private final InMemoryFiles files = new InMemoryFiles();
  private final InMemoryArchive stores = new InMemoryArchive(files);
  private final InMemorySubjects subjects = new InMemorySubjects();
  private final List<String> answers = new ArrayList<>();
  private final Archive archive =
      new Archive(
          stores.all(
              subjects,
              (record, why) -> {},
              (token, found) ->
                  answers.add(
                      "%s: %s lines of %s"
                          .formatted(token, found.get("lines"), found.get("objects")))),
          Runnable::run);

  private static LaneRecord at(int sequence, LaneMessage message) {
    return Samples.delivered(3, sequence, Records.NOON, message);
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
            stores.all(
                (app, labels) -> {
                  throw new IllegalStateException("DynamoDB did not give all items.");
                },
                (record, why) -> {},
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
}
