package dev.lethe.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.record.Fact;
import dev.lethe.shared.record.RecordCodec;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.record.StreamRecord;
import dev.lethe.shared.record.UndecodableRecordException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The same, however it comes: the real classes under deliveries, kills and repeats at random.
class RedeliveryTest {

  private static final String APP = "app_1";
  private static final LocalDate DAY = LocalDate.parse("2026-11-24");

  /// Lambda delivers from any earlier point again, in batches cut anywhere, and each delivery may
  /// be killed before or after any change of the Ledger or a counter; SDKs send events again, alone
  /// or with others.
  @Property(tries = 500)
  void countsEachEventOnceHoweverItComes(@ForAll long seed) {
    var random = new Random(seed);
    var events = randomEvents(random);
    var records = randomRecords(random, events);
    var found = new InMemoryCounters();
    deliver(records, random, new InMemoryLedger(), found);
    assertThat(events(found.numbers())).isEqualTo(oracle(events));
    assertThat(found.numbers().get(CounterKey.ofDay(APP, Metric.INTAKE, DAY)))
        .isEqualTo(records.stream().mapToLong(RedeliveryTest::eventsIn).sum());
  }

  /// The control: counters that only add are wrong under the same deliveries.
  @Test
  void thatCheckCatchesCountersThatOnlyAdd() {
    assertCaught((random, records) -> {
      Map<CounterKey, Long> plain = new HashMap<>();
      deliver(
          records,
          random,
          new InMemoryLedger(),
          (counter, first, last, delta) -> {
            plain.merge(counter, delta, Long::sum);
            return new Counters.Addition.Done();
          });
      return plain;
    });
  }

  /// The control: without a Ledger that remembers, repeats are counted.
  @Test
  void thatCheckCatchesALedgerThatForgets() {
    assertCaught((random, records) -> {
      var found = new InMemoryCounters();
      deliver(records, random, new ForgetfulLedger(), found);
      return found.numbers();
    });
  }

  private static void assertCaught(
      BiFunction<Random, List<LaneRecord>, Map<CounterKey, Long>> counting) {
    var wrong = 0;
    for (var seed = 0; seed < 100; seed++) {
      var random = new Random(seed);
      var events = randomEvents(random);
      var found = counting.apply(random, randomRecords(random, events));
      wrong += events(found).equals(oracle(events)) ? 0 : 1;
    }
    assertThat(wrong).isGreaterThan(50);
  }

  private static List<Fact> randomEvents(Random random) {
    var names = List.of("A", "B", "C");
    return IntStream.range(0, 12)
        .mapToObj(i -> Records.tracked(names.get(random.nextInt(names.size()))))
        .toList();
  }

  /// Records that bring each event, some of them more than once.
  private static List<LaneRecord> randomRecords(Random random, List<Fact> events) {
    var records = new ArrayList<LaneRecord>();
    for (var i = 0; i < events.size(); i++) {
      var facts = new ArrayList<Fact>();
      facts.add(events.get(i));
      while (random.nextInt(3) == 0) {
        facts.add(events.get(random.nextInt(events.size())));
      }
      records.add(AggregateTest.lane(i + 1, Records.of(APP, facts.toArray(Fact[]::new))));
    }
    return records;
  }

  private static int eventsIn(LaneRecord lane) {
    try {
      return RecordCodec.decode(lane.bytes().toArray()) instanceof StreamRecord taken
          ? taken.facts().size()
          : 0;
    } catch (UndecodableRecordException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<CounterKey, Long> events(Map<CounterKey, Long> numbers) {
    var events = new HashMap<>(numbers);
    events.keySet().removeIf(counter -> counter.metric() != Metric.EVENTS);
    return events;
  }

  private static Map<CounterKey, Long> oracle(List<Fact> events) {
    var numbers = Tally.of(Records.of(APP), events, 0);
    return events(numbers);
  }

  /// A Ledger to which nothing is known when it is asked.
  private static final class ForgetfulLedger implements Ledger {

    @Override
    public List<Chunk> chunks(String label, LocalDate day) {
      return List.of();
    }

    @Override
    public boolean extend(String label, LocalDate day, Chunk chunk) {
      return true;
    }

    @Override
    public boolean open(String label, LocalDate day, @Nullable Chunk before, Chunk chunk) {
      return true;
    }
  }

  /// A process that may end before or after anything that it changes.
  private record Killer(Random random) {

    private static final int ONE_OF = 20;

    <T> T around(Supplier<T> change) {
      if (random.nextInt(ONE_OF) == 0) {
        throw new IllegalStateException("Killed before.");
      }
      var made = change.get();
      if (random.nextInt(ONE_OF) == 0) {
        throw new IllegalStateException("Killed after.");
      }
      return made;
    }

    Ledger ledger(Ledger ledger) {
      return new Ledger() {
        @Override
        public List<Chunk> chunks(String label, LocalDate day) {
          return ledger.chunks(label, day);
        }

        @Override
        public boolean extend(String label, LocalDate day, Chunk chunk) {
          return around(() -> ledger.extend(label, day, chunk));
        }

        @Override
        public boolean open(String label, LocalDate day, @Nullable Chunk before, Chunk chunk) {
          return around(() -> ledger.open(label, day, before, chunk));
        }
      };
    }

    Counters counters(Counters counters) {
      return (counter, first, last, delta) ->
          around(() -> counters.add(counter, first, last, delta));
    }
  }

  private static void deliver(
      List<LaneRecord> records, Random random, Ledger ledger, Counters counters) {
    var killer = new Killer(random);
    var consumer =
        new Aggregate(killer.ledger(ledger), killer.counters(counters), kept -> {}, Runnable::run);
    var done = 0;
    while (done < records.size()) {
      var from = random.nextInt(4) == 0 ? random.nextInt(done + 1) : done;
      var to = from + 1 + random.nextInt(records.size() - from);
      var batch = records.subList(from, to);
      var stopped = consumer.count(batch);
      done = Math.max(done, stopped.map(lane -> from + batch.indexOf(lane)).orElse(to));
    }
  }
}
