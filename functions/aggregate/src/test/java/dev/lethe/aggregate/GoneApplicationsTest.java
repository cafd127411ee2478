package dev.lethe.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.lane.InMemoryMarks;
import dev.lethe.shared.lane.LaneRecord;
import dev.lethe.shared.lane.Marks.Mark;
import dev.lethe.shared.lane.MovingMarks;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Command;
import dev.lethe.shared.record.IntakeRecord;
import dev.lethe.shared.record.Records;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What still comes of an application that is gone is dropped: not counted, not kept as a failure,
/// not answered.
class GoneApplicationsTest {

  private final InMemoryLedger ledger = new InMemoryLedger();
  private final InMemoryCounters counters = new InMemoryCounters();
  private final InMemoryMarks marks = new InMemoryMarks();
  private final List<String> failures = new ArrayList<>();
  private final List<String> answers = new ArrayList<>();
  private final List<Set<String>> asked = new ArrayList<>();
  private final Set<String> gone = new HashSet<>();

  private Aggregate aggregate(MovingMarks known) {
    return new Aggregate(
        new StoresBuilder()
            .with(ledger)
            .with(counters)
            .with(known)
            .withFailures((passedOver, why) -> failures.add(passedOver.id()))
            .withAnswers((token, found) -> answers.add(token))
            .withGone(applications -> {
              asked.add(applications);
              var found = new HashSet<>(applications);
              found.retainAll(gone);
              return found;
            })
            .build(),
        Runnable::run,
        Clock.fixed(Records.NOON, ZoneOffset.UTC));
  }

  private static List<LaneRecord> ofBoth() {
    return List.of(
        Samples.delivered(0, 1, Records.of("app_gone", Records.tracked("Opened"))),
        Samples.delivered(0, 2, Records.of("app_other", Records.tracked("Opened"))));
  }

  @Test
  void nothingOfItIsCountedAndTheOthersAre() {
    gone.add("app_gone");
    assertThat(aggregate(marks).count(ofBoth())).isEmpty();
    assertThat(counters.numbers().keySet())
        .isNotEmpty()
        .allMatch(key -> key.app().equals("app_other"));
    assertThat(marks.of(0).covers(Position.of("shardId-000000000000:2"))).isTrue();
    assertThat(failures).isEmpty();
  }

  @Test
  void itsTalliesAreNotCountedEither() {
    gone.add("app_gone");
    var tally =
        new IntakeRecord(
            "app_gone",
            "a-lane",
            ZoneOffset.UTC,
            Records.NOON,
            new IntakeRecord.Request("taken", 200),
            new TreeMap<>(Map.of("rejected_too_old", 3L)));
    assertThat(aggregate(marks).count(List.of(Samples.delivered(0, 1, tally)))).isEmpty();
    assertThat(counters.numbers()).isEmpty();
  }

  @Test
  void itsCommandsLeaveNothingInTheLedger() {
    gone.add("app_gone");
    var erase =
        new Command(
            "app_gone",
            "a-label",
            Command.Kind.ERASE,
            Command.Consumer.AGGREGATE,
            1,
            null,
            Records.NOON,
            "token");
    aggregate(marks).count(List.of(Samples.delivered(0, 1, erase)));
    assertThat(answers).isEmpty();
    assertThat(ledger.read("a-label", LocalDate.EPOCH).header().death()).isNull();
  }

  @Test
  void oneThatAnOperatorSkipsIsNotKept() {
    gone.add("app_gone");
    var all = ofBoth();
    var skipping =
        new MovingMarks() {
          @Override
          public Mark of(long shard) {
            var sequences = new HashSet<String>();
            all.forEach(record -> sequences.add(record.position().sequence()));
            return new Mark(marks.of(shard).sequence(), sequences);
          }

          @Override
          public void move(Position last) {
            marks.move(last);
          }
        };
    assertThat(aggregate(skipping).count(all)).isEmpty();
    assertThat(failures).containsExactly("2");
  }

  @Test
  void itIsAskedOnceForADelivery() {
    aggregate(marks).count(ofBoth());
    assertThat(asked).containsExactly(Set.of("app_gone", "app_other"));
  }
}
