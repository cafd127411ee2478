package dev.lethe.infra.simulation;

import dev.lethe.aggregate.Counters;
import dev.lethe.aggregate.Entry;
import dev.lethe.aggregate.ForwardingLedger;
import dev.lethe.aggregate.InMemoryCounters;
import dev.lethe.aggregate.InMemoryLedger;
import dev.lethe.aggregate.Ledger;
import dev.lethe.aggregate.Takings;
import dev.lethe.aggregate.Values;
import dev.lethe.archive.InMemoryArchive;
import dev.lethe.archive.InMemoryFiles;
import dev.lethe.archive.Line;
import dev.lethe.archive.ObjectTails;
import dev.lethe.archive.Standings;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.erasure.SubjectCopies;
import dev.lethe.shared.lane.Failures;
import dev.lethe.shared.lane.InMemoryMarks;
import dev.lethe.shared.lane.LaneRecord;
import dev.lethe.shared.lane.Lineage;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.rights.Store;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What outlives every invocation, as it really is.
final class Tables implements Values, Failures, Takings {

  final InMemoryLedger memory = new InMemoryLedger();
  final InMemoryCounters numbers = new InMemoryCounters();
  final InMemoryMarks marks = new InMemoryMarks();

  final InMemoryFiles files = new InMemoryFiles();
  final InMemoryArchive archive = new InMemoryArchive(files);
  final CaseTable cases;
  final TaskTable tasks;

  /// What the archive passes over.
  final Failures archiveFailures = (record, why) -> {};

  /// The same, through what a [Variant] breaks.
  final Ledger ledger;

  final Counters counters;

  final Lineage lineage;

  private final int mostValues;
  private final Incidents incidents;
  private final Map<Column, Set<String>> values = new HashMap<>();
  private final Set<Position> passedOver = new HashSet<>();
  private final Map<Position, Map<LocalDate, Map<CounterKey, Numbers>>> takings = new HashMap<>();
  private final Map<Position, String> failures = new HashMap<>();
  private final Map<String, Long> storedAtDeath = new HashMap<>();
  private final Map<Store, Copies> copies = new EnumMap<>(Store.class);

  private final Set<Entered> entered = new HashSet<>();
  private final Set<Position> skipped = new HashSet<>();

  private record Column(Dimension dimension, LocalDate day) {}

  /// An entry that was written once, whatever became of it.
  private record Entered(Position position, LocalDate day, int part) {}

  Tables(
      Variant variant,
      SimulatedStream stream,
      Vaults vaults,
      Choices choices,
      int mostValues,
      Incidents incidents) {
    this.tasks = new TaskTable(variant.forgetsTasks());
    this.cases = new CaseTable(vaults.gate, vaults.application());
    for (var store :
        new Store[] {Store.SCREENSHOTS, Store.EXPORTS, Store.PACKAGES, Store.QUERY_RESULTS}) {
      copies.put(store, new Copies(choices, incidents));
    }
    this.ledger =
        variant.of(
            new ForwardingLedger(memory) {
              @Override
              public boolean append(String label, LocalDate day, int number, Entry entry) {
                var isNew = super.append(label, day, number, entry);
                if (isNew) {
                  entered.add(new Entered(entry.position(), day, entry.part()));
                }
                return isNew;
              }
            },
            stream);
    this.counters = variant.of(numbers);
    this.lineage = variant.of(stream);
    this.mostValues = mostValues;
    this.incidents = incidents;
  }

  @Override
  public boolean admit(String app, Dimension dimension, LocalDate day, String value) {
    var admitted = values.computeIfAbsent(new Column(dimension, day), unseen -> new HashSet<>());
    if (admitted.size() < mostValues) {
      admitted.add(value);
    }
    var isIn = admitted.contains(value);
    if (!isIn) {
      incidents.add(Incident.VALUES_NOT_ADMITTED);
    }
    return isIn;
  }

  /// Whether a value was admitted.
  boolean has(Dimension dimension, LocalDate day, String value) {
    return values.getOrDefault(new Column(dimension, day), Set.of()).contains(value);
  }

  /// Whether a part of a record's events of a day was entered.
  boolean hasEntered(Position position, LocalDate day, int part) {
    return entered.contains(new Entered(position, day, part));
  }

  /// An operator says that a record cannot be processed.
  void skip(Position position) {
    skipped.add(position);
    marks.skip(position);
  }

  Set<Position> skipped() {
    return skipped;
  }

  @Override
  public void keep(LaneRecord record, Reason why) {
    passedOver.add(record.position());
    failures.put(record.position(), record.lane());
  }

  Set<Position> passedOver() {
    return passedOver;
  }

  /// Under the day on which it was asked for, as the Ledger table keeps it; the first stays.
  @Override
  public void keep(Position command, Instant asked, Map<CounterKey, Numbers> taken) {
    takings
        .computeIfAbsent(command, unseen -> new HashMap<>())
        .putIfAbsent(LocalDate.ofInstant(asked, ZoneOffset.UTC), taken);
  }

  Map<Position, Map<LocalDate, Map<CounterKey, Numbers>>> takings() {
    return takings;
  }

  /// How many entries of a label the Ledger has.
  long entries(String label) {
    return memory.read(label, LocalDate.EPOCH).filed().stream()
        .filter(filed -> filed.entry() != null)
        .count();
  }

  /// The pictures, files or results of a store.
  SubjectCopies copies(Store store) {
    return store == Store.FAILURES ? new FailuresOfLabels() : copiesOf(store);
  }

  Copies copiesOf(Store store) {
    return Objects.requireNonNull(copies.get(store));
  }

  private final class FailuresOfLabels implements SubjectCopies {

    @Override
    public long count(String app, String label) {
      return failures.values().stream().filter(label::equals).count();
    }

    @Override
    public long erase(String app, String label) {
      var erased = count(app, label);
      failures.values().removeIf(label::equals);
      return erased;
    }
  }

  /// Notes how many lines of a label are stored for sure when an erasure of it first arrives.
  Standings standings() {
    return (Standings)
        Proxy.newProxyInstance(
            Standings.class.getClassLoader(),
            new Class<?>[] {Standings.class},
            (self, method, arguments) -> {
              if (method.getName().equals("bury")) {
                var label = (String) arguments[0];
                storedAtDeath.computeIfAbsent(label, this::stored);
              }
              return method.invoke(archive, arguments);
            });
  }

  private long stored(String label) {
    return archive.lines().stream()
        .filter(line -> line.taken().label().equals(label))
        .map(Line::position)
        .distinct()
        .filter(position -> archive.of(position.shard()).covers(position))
        .count();
  }

  long storedAtDeath(String label) {
    return storedAtDeath.getOrDefault(label, 0L);
  }

  /// The archive's objects, for those who search them.
  ObjectTails tails() {
    return new ObjectTails() {
      @Override
      public List<String> names(LocalDate from) {
        var first = "lines/day=" + from;
        return archive.names().stream().filter(name -> name.compareTo(first) >= 0).toList();
      }

      @Override
      public Optional<Tail> read(String name, long bytes) {
        return archive
            .read(name)
            .map(stored -> new Tail(stored.content().toArray().length, stored.content()));
      }
    };
  }

  Set<String> labels(Bytes file) {
    return files.read(file).stream().map(line -> line.taken().label()).collect(Collectors.toSet());
  }
}
