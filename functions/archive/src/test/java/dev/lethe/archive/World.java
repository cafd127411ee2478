package dev.lethe.archive;

import dev.lethe.shared.lane.LaneRecord;
import dev.lethe.shared.lane.Lineage;
import dev.lethe.shared.record.LaneMessage;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.record.StreamRecord;
import dev.lethe.shared.record.UndecodableRecordException;
import dev.lethe.shared.vault.LabelledSubjects;
import dev.lethe.shared.vault.WrongKeyException;
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

/// A random history: a shard that is split, lines and commands of some labels, and a Lambda service
/// that delivers as it likes, takes invocations for dead, and lets the dead go on.
final class World {

  private static final int RECORDS = 14;
  private static final int STEPS = 4_000;

  /// Breaks something on purpose.
  interface Fault {
    Stores in(Stores stores);
  }

  private final LineFiles files = new InMemoryFiles();
  private final InMemoryArchive archive = new InMemoryArchive(files);
  private final InMemorySubjects subjects = new InMemorySubjects();
  private final Random random;
  private final int labels;
  private final Fault fault;
  private final Map<Long, List<LaneRecord>> stream = new HashMap<>();
  private final Map<Long, Integer> delivered = new HashMap<>();
  private final Map<Long, Invocation> living = new HashMap<>();
  private final List<Invocation> ghosts = new ArrayList<>();
  private final List<Line> sent = new ArrayList<>();
  private final Sent gate = new Sent();
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
    // Of few labels more happens to each.
    this.labels = 1 + random.nextInt(4);
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
    var label = "label" + random.nextInt(labels);
    var shard = number <= RECORDS / 2 ? 0L : 1L + Integer.parseInt(label.substring(5)) % 2;
    var arrived = Records.NOON.plus(Duration.ofMinutes(20L * number));
    var ofShard = stream.computeIfAbsent(shard, unseen -> new ArrayList<>());
    var message = message(label, number);
    var record = Samples.delivered(shard, number, arrived, message);
    ofShard.add(record);
    if (message instanceof StreamRecord taken) {
      sent.add(new Line(record.position(), taken));
    }
  }

  private LaneMessage message(String label, int number) {
    var token = label + "-" + number;
    return switch (random.nextInt(8)) {
      case 0 -> gate.erase(label, token);
      case 1, 2 -> gate.change(label, token);
      case 3 -> gate.again(label, token, random);
      default -> gate.line(label, random);
    };
  }

  private boolean isDone() {
    return stream.entrySet().stream()
        .allMatch(shard -> delivered.getOrDefault(shard.getKey(), 0) == shard.getValue().size());
  }

  private void step() {
    if (random.nextInt(100) == 0) {
      gate.erased().forEach(subjects::forget);
    }
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
                by.stepwise(Standings.class, archive),
                by.stepwise(LabelledSubjects.class, subjects),
                (passedOver, why) -> wrong.add("a record is passed over"),
                lineage,
                this::answer,
                _ -> Set.of(),
                _ -> Optional.empty())),
        Runnable::run);
  }

  private void answer(String token, Map<String, Long> found) {
    var before = answers.putIfAbsent(gate.question(token), found);
    if (before != null && !before.equals(found)) {
      wrong.add("a command is answered otherwise when it is sent again");
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
    lookAtWhatIsPromised();
  }

  private void lookAtWhatIsPromised() {
    for (var line : archive.lines()) {
      var label = line.label();
      if (answers.containsKey(label)) {
        wrong.add("an erasure was answered, and a line is there");
      }
      if (answers.containsKey(Sent.question(label, archive.state(label)))) {
        var isHeld = archive.of(List.of(label)).getOrDefault(label, LabelStanding.FREE).isHeld();
        if (isHeld && !line.taken().facts().isEmpty()) {
          wrong.add("a restriction was answered, and facts are in clear");
        }
        if (!isHeld && line.sealedFacts() != null && !subjects.hasForgotten(label)) {
          wrong.add("a lifting was answered, and facts are sealed");
        }
      }
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
    var erased = gate.erased();
    var expected = sent.stream().filter(line -> !erased.contains(line.label())).toList();
    var held = archive.lines();
    if (held.stream().anyMatch(line -> erased.contains(line.label()))) {
      wrong.add("a line of the erased is there");
    }
    var opened = held.stream().map(this::opened).toList();
    if (opened.size() != new HashSet<>(opened).size()) {
      wrong.add("a line is there twice");
    }
    if (!new HashSet<>(opened).containsAll(expected)) {
      wrong.add("a line is lost");
    }
    if (!new HashSet<>(sent).containsAll(opened)) {
      wrong.add("a line is there that nobody sent");
    }
    for (var line : held) {
      if (archive.objects(line.label()).isEmpty()) {
        wrong.add("a label with a line is not in the index");
      }
      if (line.hasFacts() && gate.isHeld(line.label()) != (line.sealedFacts() != null)) {
        wrong.add("facts are in clear though they are held, or sealed though they are not");
      }
    }
    if (!answers.keySet().equals(gate.questions())) {
      wrong.add("a command was not answered");
    }
  }

  private Line opened(Line line) {
    try {
      return line.opened(subjects.key(line.taken().app(), line.label()));
    } catch (WrongKeyException | UndecodableRecordException e) {
      throw new AssertionError(e);
    }
  }

  /// What a fault changes of the stores.
  static Stores with(Stores stores, Object... changed) {
    return new Stores(
        stores.files(),
        find(ArchiveObjects.class, changed).orElse(stores.objects()),
        find(Checkpoints.class, changed).orElse(stores.checkpoints()),
        find(LabelIndex.class, changed).orElse(stores.index()),
        find(Standings.class, changed).orElse(stores.standings()),
        find(LabelledSubjects.class, changed).orElse(stores.subjects()),
        stores.failures(),
        find(Lineage.class, changed).orElse(stores.lineage()),
        stores.answers(),
        stores.gone(),
        stores.goals());
  }

  private static <T> Optional<T> find(Class<T> port, Object... changed) {
    return Stream.of(changed).filter(port::isInstance).map(port::cast).findFirst();
  }
}
