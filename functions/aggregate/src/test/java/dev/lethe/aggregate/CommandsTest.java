package dev.lethe.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.lane.Failures;
import dev.lethe.shared.lane.InMemoryMarks;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Command;
import dev.lethe.shared.record.Records;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Taking off what came of a subject, exactly.
class CommandsTest extends OneSubject {

  @Test
  void anErasureLeavesWhatWouldBeThereWithoutTheSubject() {
    deliver(ofAnother(run(), Records.tracked("A")));
    var without = people();
    deliver(of(0, run(), run()), of(1, Records.tracked("A")), of(1, run()));
    assertThat(people()).isNotEqualTo(without);
    deliver(erase(null, "t1"));
    assertThat(people()).isEqualTo(without);
    assertThat(answers).containsExactly("t1 4");
    assertThat(ledger.read(LABEL, LocalDate.EPOCH).entries()).isEmpty();
    assertThat(ledger.read("another", LocalDate.EPOCH).entries()).isNotEmpty();
  }

  /// What happened at the gate tells of nobody.
  @Test
  void whatBecameOfEventsStaysTold() {
    deliver(of(0, run()), erase(null, null));
    assertThat(where(counter -> counter.metric() == Metric.INTAKE)).hasSize(2);
    assertThat(people()).isEmpty();
  }

  @Test
  void whatComesAfterAnErasureIsDropped() {
    deliver(of(0, run()), erase(null, null), of(0, run()));
    deliver(of(0, run()));
    assertThat(people()).isEmpty();
  }

  @Test
  void anErasureThatComesAgainTakesOffNothingMoreAndAnswersTheSame() {
    deliver(of(0, run(), run()), erase(null, "t1"), erase(null, "t2"));
    deliver(erase(null, "t3"));
    assertThat(people()).isEmpty();
    assertThat(answers).containsExactly("t1 2", "t2 2", "t3 2");
    assertThat(takings).hasSize(1);
  }

  @Test
  void anErasureOfNobodyIsAnswered() {
    deliver(erase(null, "t1"));
    assertThat(answers).containsExactly("t1 0");
    assertThat(takings).isEmpty();
  }

  @Test
  void whatIsNotForThisConsumerIsPassedBy() {
    deliver(of(0, run()));
    var before = people();
    deliver(command(Command.Kind.ERASE, Command.Consumer.ARCHIVE, 9, null, "t1"));
    assertThat(people()).isEqualTo(before);
    assertThat(answers).isEmpty();
  }

  /// The process is killed between the counters and the end; then the command comes again.
  @Test
  void anErasureThatWasNotAnsweredIsDoneAgain() {
    deliver(of(0, run()));
    var lane = AggregateTest.lane(++sequence, erase(null, "t1"));
    stores.withAnswers((token, found) -> {
      throw new IllegalStateException("Step Functions does not answer.");
    });
    assertThat(aggregate(Records.NOON).count(List.of(lane))).isPresent();
    stores.withAnswers(
        (token, found) -> answers.add(token + " " + found.getOrDefault("events", 0L)));
    assertThat(aggregate(Records.NOON).count(List.of(lane))).isEmpty();
    assertThat(people()).isEmpty();
    assertThat(answers).containsExactly("t1 1");
  }

  @Test
  void whatWasTakenOffIsRememberedWithoutWhose() {
    deliver(of(0, run()));
    var before = people();
    deliver(erase(null, null));
    var taken = takings.values().iterator().next();
    assertThat(taken.keySet()).isEqualTo(before.keySet());
    assertThat(taken)
        .allSatisfy((counter, numbers) ->
            assertThat(numbers).isEqualTo(before.getOrDefault(counter, Numbers.NONE).negated()));
  }

  /// The process is killed while entries are emptied.
  @Test
  void whatWasTakenOffIsRememberedWholeHoweverOftenItIsDone() {
    deliver(of(0, run()), of(0, Records.tracked("A")));
    var before = people();
    var lane = AggregateTest.lane(++sequence, erase(null, "t1"));
    var killed =
        new ForwardingLedger(ledger) {
          @Override
          public void empty(String label, List<Filed> entries, long header) {
            super.empty(label, entries.subList(0, 1), header);
            throw new IllegalStateException("killed");
          }
        };
    stores.with(killed);
    assertThat(aggregate(Records.NOON).count(List.of(lane))).isPresent();
    stores.with(ledger);
    assertThat(aggregate(Records.NOON).count(List.of(lane))).isEmpty();
    assertThat(people()).isEmpty();
    assertThat(takings.get(lane.position())).hasSameSizeAs(before);
    assertThat(answers).containsExactly("t1 2");
  }

  @Test
  void groupsThatAreLargeEnoughMayBeKept() {
    deliver(ofAnother(Records.tracked("A"), Records.tracked("B")));
    deliver(of(0, Records.tracked("A"), Records.tracked("C")));
    deliver(erase(2L, "t1"));
    assertThat(where(counter -> counter.equals(EVENTS)))
        .containsExactly(Map.entry(EVENTS, new Numbers(4, 2, 0, 0)));
    assertThat(where(counter -> counter.value().equals("C"))).isEmpty();
    assertThat(answers).containsExactly("t1 2");
  }

  /// Its small groups may have been summed for good.
  @Test
  void whatIsClosedIsLeftAsItIs() {
    deliver(of(0, run()));
    var before = people();
    var later = Records.NOON.plus(Duration.ofDays(130));
    deliverAt(
        later,
        new Command(
            "app_1",
            LABEL,
            Command.Kind.ERASE,
            Command.Consumer.AGGREGATE,
            100,
            null,
            later,
            null));
    assertThat(people()).isEqualTo(before);
  }

  /// An operator says of a record that it cannot be processed.
  @Test
  void aSkippedRecordIsKeptAndWhatItAddedAlreadyIsCounted() {
    var marks = new InMemoryMarks();
    var kept = new ArrayList<Failures.Reason>();
    stores.with(marks).withFailures((passedOver, why) -> kept.add(why));
    var lane = AggregateTest.lane(++sequence, of(0, run()));
    var failing =
        new ForwardingCounters(counters) {
          @Override
          public Addition add(CounterKey counter, Position first, Position last, Numbers delta) {
            if (counter.equals(EVENTS)) {
              throw new IllegalStateException("killed");
            }
            return super.add(counter, first, last, delta);
          }
        };
    assertThat(
            new Aggregate(
                    stores.with(failing).build(),
                    Runnable::run,
                    Clock.fixed(Records.NOON, ZoneOffset.UTC))
                .count(List.of(lane)))
        .isPresent();
    marks.skip(lane.position());
    stores.with(counters);
    assertThat(aggregate(Records.NOON).count(List.of(lane))).isEmpty();
    assertThat(where(counter -> counter.equals(EVENTS))).hasSize(1);
    var neverSeen = AggregateTest.lane(++sequence, of(0, run()));
    marks.skip(neverSeen.position());
    assertThat(aggregate(Records.NOON).count(List.of(neverSeen))).isEmpty();
    assertThat(counters.numbers()).containsEntry(EVENTS, new Numbers(1, 1, 0, 0));
    assertThat(kept).containsExactly(Failures.Reason.SKIPPED, Failures.Reason.SKIPPED);
  }
}
