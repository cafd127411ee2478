package dev.lethe.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Records;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// An objection takes off what was decided before it, and keeps it off.
class ObjectionsTest extends OneSubject {

  @Test
  void anObjectionTakesOffAndKeepsOff() {
    deliver(of(1, run(), run()));
    deliver(retract(2, "t1"));
    assertThat(people()).isEmpty();
    assertThat(answers).containsExactly("t1 2");
    // It was decided before, and comes late.
    deliver(of(1, run()));
    assertThat(people()).isEmpty();
    assertThat(ledger.read(LABEL, LocalDate.EPOCH).entries()).hasSize(2);
  }

  @Test
  void afterAnObjectionIsLiftedTheSubjectIsAUserAgain() {
    deliver(of(1, run(), run()), retract(2, "t1"), of(3, run()));
    assertThat(where(counter -> counter.equals(EVENTS)))
        .containsExactly(Map.entry(EVENTS, new Numbers(1, 1, 0, 0)));
    assertThat(where(counter -> counter.metric() == Metric.RAN_ONCE)).isNotEmpty();
    assertThat(where(counter -> counter.metric() == Metric.RAN_3_TO_5)).isEmpty();
    deliver(retract(4, "t2"));
    assertThat(people()).isEmpty();
    assertThat(answers).containsExactly("t1 2", "t2 1");
  }

  /// What was counted once and taken off is not counted when an SDK sends it again.
  @Test
  void whatAnObjectionTookOffIsStillKnown() {
    var event = run();
    deliver(of(1, event), retract(2, "t1"), of(3, event));
    assertThat(people()).isEmpty();
  }

  @Test
  void anObjectionThatComesAgainTakesOffNothingMore() {
    deliver(of(1, run()), retract(2, "t1"), of(3, run()));
    var before = people();
    deliver(retract(2, "t2"));
    assertThat(people()).isEqualTo(before);
    assertThat(answers).containsExactly("t1 1", "t2 1");
  }

  @Test
  void anErasureAfterAnObjectionTakesOffWhatIsLeft() {
    deliver(of(1, run()), retract(2, "t1"), of(3, run(), run()), erase(null, "t2"));
    assertThat(people()).isEmpty();
    assertThat(answers).containsExactly("t1 1", "t2 2");
    deliver(retract(5, "t3"));
    assertThat(people()).isEmpty();
  }

  @Test
  void anErasureTellsOfAllEntriesAlsoOfThoseThatAnObjectionTookOff() {
    stores.withAnswers(
        (token, found) -> answers.add(token + " " + found.getOrDefault("entries", 0L)));
    deliver(of(1, run()), retract(2, "t1"), of(3, run(), run()), erase(null, "t2"));
    assertThat(answers).containsExactly("t1 1", "t2 2");
  }

  /// The process is killed when the Ledger has both, and no counter has either.
  @Test
  void anObjectionThatAnErasureFollowedIsTakenOffToo() {
    deliver(of(1, run()));
    var lanes =
        List.of(
            AggregateTest.lane(++sequence, retract(2, "t1")),
            AggregateTest.lane(++sequence, of(3, run(), run())),
            AggregateTest.lane(++sequence, erase(null, "t2")));
    stores.with(
        new ForwardingCounters(counters) {
          @Override
          public Addition add(CounterKey counter, Position first, Position last, Numbers delta) {
            throw new IllegalStateException("killed");
          }
        });
    assertThat(aggregate(Records.NOON).count(lanes)).isPresent();
    stores.with(counters);
    assertThat(aggregate(Records.NOON).count(lanes)).isEmpty();
    assertThat(people()).isEmpty();
    assertThat(answers).containsExactly("t1 1", "t2 2");
    assertThat(takings).containsKey(lanes.getFirst().position());
  }
}
