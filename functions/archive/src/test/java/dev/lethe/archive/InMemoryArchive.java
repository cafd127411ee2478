package dev.lethe.archive;

import dev.lethe.shared.goals.GoalsOrders;
import dev.lethe.shared.lane.Failures;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.lane.TaskAnswers;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.registry.GoneApplications;
import dev.lethe.shared.vault.LabelledSubjects;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An archive that lives as long as a test.
public final class InMemoryArchive implements ArchiveObjects, Checkpoints, LabelIndex, Standings {

  private final Map<String, Stored> objects = new TreeMap<>();
  private final Map<Long, Shard> shards = new HashMap<>();
  private final Map<String, Set<String>> index = new HashMap<>();
  private final Map<String, Label> labels = new HashMap<>();
  private final LineFiles files;
  private int versions;

  public InMemoryArchive(LineFiles files) {
    this.files = files;
  }

  private static final class Shard {
    private @Nullable String mark;
    private @Nullable String claim;
    private final Set<String> skipped = new HashSet<>();
  }

  private static final class Label {
    private boolean isDead;
    private long state = -1;
    private boolean isHeld;
    private @Nullable Found found;
    private final Map<Long, Found> foundInState = new HashMap<>();
  }

  /// All that archiving of one shard reads and writes.
  public Stores all(LabelledSubjects subjects, Failures failures, TaskAnswers answers) {
    return all(subjects, failures, answers, _ -> Set.of());
  }

  /// The same, where some applications are gone.
  public Stores all(
      LabelledSubjects subjects, Failures failures, TaskAnswers answers, GoneApplications gone) {
    return all(subjects, failures, answers, gone, _ -> Optional.empty());
  }

  /// The same, where goals of some are to be forgotten.
  public Stores all(
      LabelledSubjects subjects,
      Failures failures,
      TaskAnswers answers,
      GoneApplications gone,
      GoalsOrders goals) {
    return new Stores(
        files, this, this, this, this, subjects, failures, new OneShard(), answers, gone, goals);
  }

  /// All lines of all objects.
  public synchronized List<Line> lines() {
    var lines = new ArrayList<Line>();
    objects.values().forEach(stored -> lines.addAll(files.read(stored.content())));
    return lines;
  }

  /// The names of all objects.
  public synchronized List<String> names() {
    return List.copyOf(objects.keySet());
  }

  /// What no function does to the archive itself.
  public synchronized void delete(String name) {
    objects.remove(name);
  }

  /// What an operator does.
  public synchronized void skip(Position position) {
    shard(position.shard()).skipped.add(position.sequence());
  }

  @Override
  public synchronized boolean create(String name, Bytes content) {
    return objects.putIfAbsent(name, stored(content)) == null;
  }

  private Stored stored(Bytes content) {
    versions++;
    return new Stored(Integer.toString(versions), content);
  }

  @Override
  public synchronized Optional<String> version(String name) {
    return read(name).map(Stored::version);
  }

  @Override
  public synchronized boolean replace(String name, String version, Bytes content) {
    if (!version(name).equals(Optional.of(version))) {
      return false;
    }
    objects.put(name, stored(content));
    return true;
  }

  @Override
  public synchronized Optional<Stored> read(String name) {
    return Optional.ofNullable(objects.get(name));
  }

  private Shard shard(long number) {
    return shards.computeIfAbsent(number, unseen -> new Shard());
  }

  @Override
  public synchronized Mark of(long shard) {
    return new Mark(shard(shard).mark, shard(shard).skipped);
  }

  @Override
  public synchronized State read(long shard) {
    return new State(shard, shard(shard).mark, shard(shard).claim);
  }

  @Override
  public synchronized State claim(State known) throws SupersededException {
    expect(known);
    shard(known.shard()).claim = UUID.randomUUID().toString();
    return read(known.shard());
  }

  @Override
  public synchronized State move(State known, Position last) throws SupersededException {
    expect(known);
    shard(known.shard()).mark = last.sequence();
    shard(known.shard()).claim = null;
    return read(known.shard());
  }

  private void expect(State known) throws SupersededException {
    if (!read(known.shard()).equals(known)) {
      throw new SupersededException();
    }
  }

  @Override
  public synchronized void add(String object, Collection<String> labels) {
    labels.forEach(label -> index.computeIfAbsent(label, unseen -> new TreeSet<>()).add(object));
  }

  @Override
  public synchronized List<String> objects(String label) {
    return List.copyOf(index.getOrDefault(label, Set.of()));
  }

  @Override
  public synchronized void remove(String label, Collection<String> objects) {
    index.getOrDefault(label, new HashSet<>()).removeAll(objects);
  }

  @Override
  public synchronized void removeAll(String object, Collection<String> labels) {
    labels.forEach(label -> remove(label, List.of(object)));
  }

  @Override
  public synchronized void bury(String label) {
    label(label).isDead = true;
  }

  private Label label(String label) {
    return labels.computeIfAbsent(label, unseen -> new Label());
  }

  @Override
  public synchronized void hold(String label, long state, boolean isHeld) {
    if (state > label(label).state) {
      label(label).state = state;
      label(label).isHeld = isHeld;
    }
  }

  /// The last state in which a label was held or freed; negative if none is known.
  public synchronized long state(String label) {
    return label(label).state;
  }

  @Override
  public synchronized Map<String, LabelStanding> of(Collection<String> asked) {
    var standings = new HashMap<String, LabelStanding>();
    for (var label : asked) {
      var known = labels.get(label);
      if (known != null) {
        standings.put(label, new LabelStanding(known.isDead, known.isHeld));
      }
    }
    return standings;
  }

  @Override
  public synchronized Found note(String label, Found found) {
    var known = label(label).found;
    if (known == null) {
      label(label).found = found;
      return found;
    }
    return known;
  }

  @Override
  public synchronized Found note(String label, long state, Found found) {
    return label(label).foundInState.computeIfAbsent(state, unseen -> found);
  }
}
