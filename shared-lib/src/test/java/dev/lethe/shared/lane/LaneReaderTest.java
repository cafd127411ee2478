package dev.lethe.shared.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.goals.GoalFacts;
import dev.lethe.shared.goals.Goals;
import dev.lethe.shared.goals.GoalsOrder;
import dev.lethe.shared.lane.LaneReader.Decoded;
import dev.lethe.shared.lane.Marks.Mark;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Fact;
import dev.lethe.shared.record.RecordCodec;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.record.StreamRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What both consumers go by; each has tests of what it passes over.
class LaneReaderTest {

  private final Map<String, GoalsOrder> orders = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final LaneReader reader =
      new LaneReader(
          (record, why) -> {},
          _ -> Set.of(),
          app -> {
            asked.add(app);
            return Optional.ofNullable(orders.get(app));
          });

  private static LaneRecord record(int sequence, Fact... facts) {
    var taken = Records.of("app_1", facts);
    return new LaneRecord(
        Position.of("shardId-000000000000:" + sequence),
        Integer.toString(sequence),
        taken.label(),
        Records.NOON,
        Bytes.copyOf(RecordCodec.encode(taken)));
  }

  private List<List<Fact>> read(LaneRecord... records) {
    var delivery = reader.delivery(List.of(records));
    var facts = new ArrayList<List<Fact>>();
    for (var record : records) {
      var read = delivery.read(record, new Mark(null, Set.of())).orElseThrow();
      assertThat(read).isEqualTo(delivery.readAgain(record));
      facts.add(facts(read));
    }
    return facts;
  }

  private static List<Fact> facts(Decoded read) {
    return read.message() instanceof StreamRecord taken ? taken.facts() : List.of();
  }

  private void order(Instant before) {
    orders.put("app_1", new GoalsOrder("app_1", before, null));
  }

  @Test
  void goalsOfBeforeAnOrderAreLeftOut() {
    order(Records.NOON.plusMillis(1));
    var goal = GoalFacts.reached("swam");
    var read = Records.tracked("Read");
    assertThat(read(record(1, goal, read), record(2, goal)))
        .containsExactly(Goals.without(List.of(goal, read)), Goals.without(List.of(goal)));
    assertThat(asked).as("once a delivery").containsExactly("app_1");
  }

  @Test
  void thoseOfAfterItAreRead() {
    order(Records.NOON);
    var goal = GoalFacts.reached("swam");
    assertThat(read(record(1, goal))).containsExactly(List.of(goal));
  }

  /// Also of one that is done: a record may come much later, put back by hand.
  @Test
  void anOrderThatIsDoneStillHolds() {
    orders.put("app_1", new GoalsOrder("app_1", Records.NOON.plusMillis(1), Records.NOON));
    assertThat(Goals.areIn(read(record(1, GoalFacts.reached("swam"))).getFirst())).isFalse();
  }

  @Test
  void nobodyIsAskedWhereThereAreNone() {
    order(Records.NOON.plusMillis(1));
    var read = Records.tracked("Read");
    assertThat(read(record(1, read))).containsExactly(List.of(read));
    assertThat(asked).isEmpty();
  }
}
