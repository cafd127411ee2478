package dev.lethe.aggregate.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.aggregate.Samples;
import dev.lethe.shared.lane.LaneRecord;
import dev.lethe.shared.record.Command;
import dev.lethe.shared.record.Fact;
import dev.lethe.shared.record.LaneMessage;
import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.record.StreamRecord;
import dev.lethe.shared.steps.Killing.KilledException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/// Random histories: a world that loses its statistics at some time, and has them made again of a
/// backup, goes on as one that lost nothing.
class RestoreHistoriesTest {

  private static final int STEPS = 60;
  private static final long[] SHARDS = {0, 3, 8};
  private static final List<String> EVENTS = List.of("Application Opened", "A", "B", "C");

  @Property(tries = 10)
  void whoRestoresGoesOnAsIfNothingHadBeenLost(@ForAll long seed) {
    new History(seed).play();
  }

  private static final class History {

    private final Random random;
    private final CountingWorld whole;
    private final CountingWorld lossy;
    private final Map<Long, Integer> sequences = new HashMap<>();
    private final Map<Integer, Integer> lives = new HashMap<>();
    private final Map<Integer, Long> states = new HashMap<>();
    private final TreeMap<Instant, InMemoryInsights> backups = new TreeMap<>();
    private Instant now = Records.NOON;
    private int runs;

    History(long seed) {
      random = new Random(seed);
      whole = new CountingWorld(now, random);
      lossy = new CountingWorld(now, random);
    }

    void play() {
      for (var step = 0; step < STEPS; step++) {
        pass(Duration.ofHours(random.nextInt(120)));
        deliver();
        if (random.nextInt(15) == 0 || step == STEPS - 2) {
          lose();
          assertSame();
        }
      }
      assertSame();
    }

    private void pass(Duration time) {
      for (var left = time; left.isPositive(); left = left.minusDays(1)) {
        now = now.plus(left.compareTo(Duration.ofDays(1)) > 0 ? Duration.ofDays(1) : left);
        whole.at(now);
        lossy.at(now);
        whole.close();
        lossy.close();
        if (random.nextInt(3) == 0) {
          backups.put(now, lossy.insights.copied());
        }
      }
    }

    private void deliver() {
      var shard = SHARDS[random.nextInt(SHARDS.length)];
      var records = new ArrayList<LaneRecord>();
      for (var number = random.nextInt(6); number >= 0; number--) {
        var subject = random.nextInt(4) * SHARDS.length + indexOf(shard);
        records.add(
            Samples.delivered(shard, sequences.merge(shard, 1, Integer::sum), message(subject)));
      }
      assertThat(whole.deliver(records)).isTrue();
      lossy.killing.may(random.nextBoolean());
      while (!lossy.deliver(records)) {
        if (random.nextInt(3) == 0) {
          backups.put(now, lossy.insights.copied());
        }
        if (random.nextInt(6) == 0) {
          lossy.killing.may(false);
          lose();
          lossy.killing.may(true);
        }
      }
      lossy.killing.may(false);
    }

    private static int indexOf(long shard) {
      for (var index = 0; index < SHARDS.length; index++) {
        if (SHARDS[index] == shard) {
          return index;
        }
      }
      throw new IllegalArgumentException("There is no such shard.");
    }

    private LaneMessage message(int subject) {
      var label = "subject %d of life %d".formatted(subject, lives.getOrDefault(subject, 0));
      var state = states.getOrDefault(subject, 0L);
      return switch (random.nextInt(14)) {
        case 0 -> {
          lives.merge(subject, 1, Integer::sum);
          yield command(label, Command.Kind.ERASE, state + 1, null);
        }
        case 1 -> {
          states.put(subject, state + 1);
          yield command(label, Command.Kind.RETRACT, state + 1, null);
        }
        default -> taken(label, Math.max(0, state - random.nextInt(2)));
      };
    }

    private Command command(String label, Command.Kind kind, long state, @Nullable Long keepFrom) {
      return new Command(
          CountingWorld.APP, label, kind, Command.Consumer.AGGREGATE, state, keepFrom, now, null);
    }

    private StreamRecord taken(String label, long state) {
      var facts = new ArrayList<Fact>();
      for (var number = random.nextInt(3); number >= 0; number--) {
        var age = Duration.ofHours(random.nextInt(3) == 0 ? random.nextInt(29 * 24) : 0);
        facts.add(
            Records.tracked(
                EVENTS.get(random.nextInt(EVENTS.size())), "ios", "DE", now.minus(age)));
      }
      return new StreamRecord(
          CountingWorld.APP,
          label,
          state,
          LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(3),
          ZoneOffset.UTC,
          90,
          now,
          Set.of(Purpose.values()),
          facts,
          null);
    }

    /// The table is lost, and made again of one of its backups; killed anywhere, and run again.
    private void lose() {
      var old = backups.headMap(now).tailMap(now.minus(Duration.ofDays(27)));
      if (old.isEmpty()) {
        return;
      }
      var backup = List.copyOf(old.entrySet()).get(random.nextInt(old.size()));
      switch (random.nextInt(3)) {
        case 0 -> lossy.insights.counters.clear();
        case 1 -> lossy.insights.counters.keySet().removeIf(place -> random.nextBoolean());
        default -> {
          // Somebody restores a table that has lost nothing.
        }
      }
      lossy.killing.may(true);
      run(backup.getValue(), backup.getKey());
      lossy.killing.may(false);
    }

    private void run(InMemoryInsights source, Instant at) {
      var files = new InMemoryWorkFiles();
      while (true) {
        runs++;
        var run = "run-" + runs;
        try {
          var restore = lossy.restore(source, files);
          var plan = restore.plan(run, "source", at).plan();
          each(plan.segments(), segment -> restore.read(run, segment));
          each(plan.segments(), segment -> restore.clear(run, segment));
          each(plan.segments(), segment -> restore.copy(run, segment));
          each(plan.parts(), part -> restore.put(run, part));
          restore.end(run);
          return;
        } catch (KilledException e) {
          // The operator begins anew.
        }
      }
    }

    private void each(int parts, IntConsumer step) {
      for (var part = 0; part < parts; part++) {
        var number = part;
        again(() -> step.accept(number));
      }
    }

    /// A step is tried again by itself, and done twice at times.
    private void again(Runnable step) {
      for (var tried = 0; tried < 5; tried++) {
        try {
          step.run();
          if (random.nextBoolean()) {
            return;
          }
        } catch (KilledException e) {
          // It is tried again.
        }
      }
      step.run();
    }

    private void assertSame() {
      lossy.close();
      var is = lossy.people();
      var expected = whole.people();
      var all = new HashSet<>(is.keySet());
      all.addAll(expected.keySet());
      assertThat(
              all.stream()
                  .filter(counter -> !Objects.equals(is.get(counter), expected.get(counter)))
                  .map(counter ->
                      counter + " is " + is.get(counter) + ", not " + expected.get(counter)))
          .as("at " + now)
          .isEmpty();
    }
  }
}
