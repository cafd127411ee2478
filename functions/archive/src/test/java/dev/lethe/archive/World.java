package dev.lethe.archive;

import dev.lethe.shared.lane.LaneRecord;
import dev.lethe.shared.lane.Lineage;
import dev.lethe.shared.record.Command;
import dev.lethe.shared.record.Records;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A random history: a shard that is split, lines and erasures of some labels, and a Lambda service
/// that delivers as it likes, takes invocations for dead, and lets the dead go on.
final class World {

  private static final int LABELS = 4;
  private static final int RECORDS = 10;
  private static final int STEPS = 4_000;

  /// Breaks something on purpose.
  interface Fault {
    Stores in(Stores stores);
  }

  private final LineFiles files = new InMemoryFiles();
  private final InMemoryArchive archive = new InMemoryArchive(files);
  private final Random random;
  private final Fault fault;
  private final Map<Long, List<LaneRecord>> stream = new HashMap<>();
  private final Map<Long, Integer> delivered = new HashMap<>();
  private final Map<Long, Invocation> living = new HashMap<>();
  private final List<Invocation> ghosts = new ArrayList<>();
  private final List<Line> sent = new ArrayList<>();
  private final Set<String> erased = new HashSet<>();
  private final Map<String, Map<String, Long>> answers = new HashMap<>();
  private final Set<String> wrong = new HashSet<>();

  /// Shard 0 is split into 1 and 2.
  private final Lineage lineage =
      new Lineage() {
        @Override
        public List<Long> parents(long shard) {
          return shard == 0 ? List.of() : List.of(0L);
        }

        @Override
        public boolean hasEnded(long shard, @Nullable String after) {
          var records = stream.getOrDefault(shard, List.of());
          return records.isEmpty() || records.getLast().position().sequence().equals(after);
        }
      };

  World(long seed, Fault fault) {
    this.random = new Random(seed);
    this.fault = fault;
  }

  /// What is wrong in the end; nothing if all is well.
  Set<String> play() {
    for (var number = 1; number <= RECORDS; number++) {
      put(number);
    }
    for (var step = 0; step < STEPS && !isDone(); step++) {
      step();
    }
    if (!isDone()) {
      wrong.add("it does not come to its end");
    }
    living.values().forEach(ghosts::add);
    while (!ghosts.isEmpty()) {
      goOn(ghosts.get(random.nextInt(ghosts.size())));
    }
    compare();
    return wrong;
  }

  private void put(int number) {
    var label = "label" + random.nextInt(LABELS);
    var shard = number <= RECORDS / 2 ? 0L : 1L + Integer.parseInt(label.substring(5)) % 2;
    var arrived = Records.NOON.plus(Duration.ofMinutes(20L * number));
    var ofShard = stream.computeIfAbsent(shard, unseen -> new ArrayList<>());
    if (random.nextInt(4) == 0) {
      var erase = Samples.command(Command.Kind.ERASE, label, label + "-" + number);
      ofShard.add(Samples.delivered(shard, number, arrived, erase));
      erased.add(label);
      return;
    }
    var taken = Samples.taken(label, random.nextInt(3) == 0 ? 30 : 90);
    var record = Samples.delivered(shard, number, arrived, taken);
    ofShard.add(record);
    sent.add(new Line(record.position(), taken));
  }

  private boolean isDone() {
    return stream.entrySet().stream()
        .allMatch(shard -> delivered.getOrDefault(shard.getKey(), 0) == shard.getValue().size());
  }

  private void step() {
    var shards = List.copyOf(stream.keySet());
    var shard = shards.get(random.nextInt(shards.size()));
    var now = living.get(shard);
    if (now == null) {
      deliver(shard);
    } else if (random.nextInt(25) == 0) {
      living.remove(shard);
      ghosts.add(now);
    } else if (!ghosts.isEmpty() && random.nextInt(4) == 0) {
      goOn(ghosts.get(random.nextInt(ghosts.size())));
    } else {
      goOn(now);
      if (now.isOver()) {
        living.remove(shard);
        end(shard, now);
      }
    }
  }

  private void deliver(long shard) {
    var records = stream.getOrDefault(shard, List.of());
    var done = delivered.getOrDefault(shard, 0);
    // Sometimes again from before, as when an operator sets the consumer back.
    var from = random.nextInt(10) == 0 ? random.nextInt(done + 1) : done;
    if (from < records.size()) {
      var to = from + 1 + random.nextInt(records.size() - from);
      living.put(
          shard, new Invocation(records.subList(from, to), invocation -> archive(invocation)));
    }
  }

  private Archive archive(Invocation by) {
    return new Archive(
        fault.in(
            new Stores(
                files,
                by.stepwise(ArchiveObjects.class, archive),
                by.stepwise(Checkpoints.class, archive),
                by.stepwise(LabelIndex.class, archive),
                by.stepwise(Graves.class, archive),
                (passedOver, why) -> wrong.add("a record is passed over"),
                lineage,
                this::answer)),
        Runnable::run);
  }

  private void answer(String token, Map<String, Long> found) {
    var label = token.substring(0, token.indexOf('-'));
    var before = answers.putIfAbsent(label, found);
    if (before != null && !before.equals(found)) {
      wrong.add("an erasure is answered otherwise when it is asked for again");
    }
  }

  private void goOn(Invocation invocation) {
    if (random.nextInt(200) == 0) {
      invocation.abandon();
    } else {
      invocation.step();
    }
    if (invocation.isOver()) {
      ghosts.remove(invocation);
    }
    var held = archive.lines().stream().map(Line::label).toList();
    if (answers.keySet().stream().anyMatch(held::contains)) {
      wrong.add("an erasure was answered, and a line is there");
    }
  }

  private void end(long shard, Invocation invocation) {
    if (invocation.isAbandoned()) {
      return;
    }
    var delivery = invocation.delivery();
    var stopped = invocation.stopped();
    var records = stream.getOrDefault(shard, List.of());
    var next = stopped.map(records::indexOf).orElse(records.indexOf(delivery.getLast()) + 1);
    delivered.merge(shard, next, Math::max);
  }

  private void compare() {
    var expected = sent.stream().filter(line -> !erased.contains(line.label())).toList();
    var held = archive.lines();
    if (held.size() != new HashSet<>(held).size()) {
      wrong.add("a line is there twice");
    }
    if (!new HashSet<>(held).containsAll(expected)) {
      wrong.add("a line is lost");
    }
    if (held.stream().anyMatch(line -> erased.contains(line.label()))) {
      wrong.add("a line of the erased is there");
    }
    if (!new HashSet<>(sent).containsAll(held)) {
      wrong.add("a line is there that nobody sent");
    }
    for (var line : held) {
      if (archive.objects(line.label()).isEmpty()) {
        wrong.add("a label with a line is not in the index");
      }
    }
    if (!answers.keySet().equals(erased)) {
      wrong.add("an erasure was not answered");
    }
  }

  /// What a fault changes of the stores.
  static Stores with(Stores stores, Object... changed) {
    return new Stores(
        stores.files(),
        find(ArchiveObjects.class, changed).orElse(stores.objects()),
        find(Checkpoints.class, changed).orElse(stores.checkpoints()),
        find(LabelIndex.class, changed).orElse(stores.index()),
        find(Graves.class, changed).orElse(stores.graves()),
        stores.failures(),
        find(Lineage.class, changed).orElse(stores.lineage()),
        stores.answers());
  }

  private static <T> Optional<T> find(Class<T> port, Object... changed) {
    return Stream.of(changed).filter(port::isInstance).map(port::cast).findFirst();
  }
}
