package dev.lethe.archive;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/// Takes all lines of an application out of objects, whoever else writes these meanwhile. It may be
/// killed anywhere and begin again: what the objects hold is what it goes by.
public final class Expulsion {

  private final ArchiveObjects objects;
  private final LineFiles files;
  private final LabelIndex index;
  private final Rewrites rewrites;

  /// @param threads in which objects are read, beside each other
  public Expulsion(ArchiveObjects objects, LineFiles files, LabelIndex index, Executor threads) {
    this.objects = objects;
    this.files = files;
    this.index = index;
    this.rewrites = new Rewrites(objects, files, threads);
  }

  /// How many lines of an application objects have.
  public long count(String app, List<String> names) {
    var lines = new AtomicLong();
    rewrites.each(Set.copyOf(names), name -> lines.addAndGet(of(app, rewrites.lines(name)).size()));
    return lines.get();
  }

  /// Takes them out. That the index says nothing of them any more comes first: when they are out,
  /// nothing leads to what it would have said.
  public void expel(String app, List<String> names) {
    var concerned = new ConcurrentSkipListSet<String>();
    rewrites.each(
        Set.copyOf(names),
        name -> {
          var lines = of(app, rewrites.lines(name));
          if (!lines.isEmpty()) {
            index.removeAll(name, lines.stream().map(Line::label).distinct().toList());
            concerned.add(name);
          }
        });
    rewrites.each(
        new TreeSet<>(concerned), name -> rewrites.rewrite(name, all -> without(app, all)));
  }

  /// How many objects still have a line of an application.
  public long search(String app, List<String> names) {
    var found = new AtomicLong();
    rewrites.each(
        Set.copyOf(names),
        name -> {
          if (objects
              .read(name)
              .filter(stored ->
                  files.read(stored.content()).stream()
                      .anyMatch(line -> line.taken().app().equals(app)))
              .isPresent()) {
            found.incrementAndGet();
          }
        });
    return found.get();
  }

  private static List<Line> of(String app, List<Line> lines) {
    return lines.stream().filter(line -> line.taken().app().equals(app)).toList();
  }

  private static Optional<List<Line>> without(String app, List<Line> lines) {
    var kept = lines.stream().filter(line -> !line.taken().app().equals(app)).toList();
    return kept.size() == lines.size() ? Optional.empty() : Optional.of(kept);
  }
}
