package dev.lethe.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.goals.GoalFacts;
import dev.lethe.shared.goals.Goals;
import dev.lethe.shared.goals.GoalsOrder;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Fact;
import dev.lethe.shared.record.RecordCodec;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.record.StreamRecord;
import dev.lethe.shared.vault.WrongKeyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GoalsOfLinesTest {

  private static final String OBJECT = "lines/day=2026-11-24/hour=12/90-a.parquet";
  private static final Fact GOAL = GoalFacts.reached("swam");
  private static final Fact READ = Records.tracked("Read");

  private final InMemoryFiles files = new InMemoryFiles();
  private final InMemoryArchive stored = new InMemoryArchive(files);
  private final InMemorySubjects subjects = new InMemorySubjects();
  private final GoalsOfLines goals = new GoalsOfLines(stored, files, subjects, Runnable::run);
  private final List<Line> lines = new ArrayList<>();

  private static GoalsOrder order(String app) {
    return new GoalsOrder(app, Records.NOON.plus(Duration.ofMinutes(1)), null);
  }

  private static StreamRecord taken(String label) {
    return Samples.taken(label, 90).withFacts(List.of(GOAL, READ));
  }

  private Line add(StreamRecord taken) {
    var line = new Line(Position.of("shardId-000000000003:" + lines.size()), taken);
    lines.add(line);
    return line;
  }

  private Line hold(StreamRecord taken) {
    var line = add(taken).sealed(subjects.key(taken.app(), taken.label()));
    lines.set(lines.size() - 1, line);
    return line;
  }

  private void store() {
    assertThat(stored.create(OBJECT, files.write(lines))).isTrue();
  }

  private long forget(String app) {
    return goals.forget(order(app), List.of(OBJECT));
  }

  @Test
  void goalsGoAndAllElseIsAsItWas() {
    var line = add(taken("a"));
    var other = add(Samples.taken("b", 90));
    store();
    assertThat(forget("app_1")).isEqualTo(1);
    assertThat(stored.lines())
        .containsExactly(
            new Line(line.position(), line.taken().withFacts(Goals.without(List.of(GOAL, READ)))),
            other);
    assertThat(forget("app_1")).as("nothing is left").isZero();
  }

  @Test
  void anObjectWithoutAnyIsNotWritten() {
    add(Samples.taken("b", 90));
    store();
    var before = stored.version(OBJECT);
    assertThat(forget("app_1")).isZero();
    assertThat(stored.version(OBJECT)).isEqualTo(before);
  }

  @Test
  void thoseOfAnotherApplicationAndOfLaterStay() {
    var line = add(taken("a"));
    store();
    assertThat(forget("app_2")).isZero();
    assertThat(goals.forget(new GoalsOrder("app_1", Records.NOON, null), List.of(OBJECT))).isZero();
    assertThat(stored.lines()).containsExactly(line);
  }

  @Test
  void factsThatAreHeldAreOpenedAndSealedAgain() throws Exception {
    hold(taken("a"));
    store();
    assertThat(forget("app_1")).isEqualTo(1);
    var sealed = Optional.ofNullable(stored.lines().getFirst().sealedFacts()).orElseThrow();
    assertThat(RecordCodec.decodeFacts(subjects.key("app_1", "a").open(sealed)))
        .isEqualTo(Goals.without(List.of(GOAL, READ)));
    assertThat(stored.lines().getFirst().taken().facts()).isEmpty();
    assertThat(forget("app_1")).isZero();
  }

  /// An erasure has begun: nobody can open them, and it takes them out.
  @Test
  void thoseOfWhomTheKeyIsGoneStayAsTheyAre() throws WrongKeyException {
    var line = hold(taken("a"));
    subjects.forget("a");
    store();
    assertThat(forget("app_1")).isZero();
    assertThat(stored.lines()).containsExactly(line);
  }

  /// Somebody else may write the object meanwhile.
  @Test
  void whatIsWrittenMeanwhileIsLookedAtAgain() {
    add(taken("a"));
    store();
    lines.clear();
    add(taken("b"));
    var meanwhile = files.write(lines);
    var objects =
        new ArchiveObjects() {
          private boolean isFirst = true;

          @Override
          public boolean create(String name, Bytes content) {
            return stored.create(name, content);
          }

          @Override
          public Optional<String> version(String name) {
            return stored.version(name);
          }

          @Override
          public Optional<Stored> read(String name) {
            var read = stored.read(name);
            if (isFirst) {
              isFirst = false;
              stored.replace(name, read.orElseThrow().version(), meanwhile);
            }
            return read;
          }

          @Override
          public boolean replace(String name, String version, Bytes content) {
            return stored.replace(name, version, content);
          }
        };
    var others = new GoalsOfLines(objects, files, subjects, Runnable::run);
    assertThat(others.forget(order("app_1"), List.of(OBJECT))).isEqualTo(1);
    assertThat(stored.lines()).extracting(Line::label).containsExactly("b");
    assertThat(Goals.areIn(stored.lines().getFirst().taken().facts())).isFalse();
  }
}
