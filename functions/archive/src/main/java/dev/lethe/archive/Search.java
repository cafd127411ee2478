package dev.lethe.archive;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// Looks for labels in the objects themselves, whatever the index says: how an erasure is verified.
/// Of each object it reads the end only, where its labels are.
public final class Search {

  /// Enough for the footer and the labels of most objects: 100 bytes a column, 30 a line.
  static final int FIRST_LOOK = 64 << 10;

  private final ObjectTails objects;
  private final TailFiles files;
  private final Executor threads;

  /// @param threads in which objects are read, beside each other
  public Search(ObjectTails objects, TailFiles files, Executor threads) {
    this.objects = objects;
    this.files = files;
    this.threads = threads;
  }

  /// In which objects labels are found.
  ///
  /// @param from the first day, by UTC, of which objects are looked at: the one before the label's
  ///   life began is early enough
  /// @return by label; of those that are in none, nothing
  public Map<String, Set<String>> objectsWith(Set<String> labels, LocalDate from) {
    var looks = new TreeMap<String, CompletableFuture<Set<String>>>();
    objects
        .names(from)
        .forEach(
            name -> looks.put(name, CompletableFuture.supplyAsync(() -> labels(name), threads)));
    var found = new HashMap<String, Set<String>>();
    looks.forEach((name, look) ->
        look.join().stream()
            .filter(labels::contains)
            .forEach(label -> found.computeIfAbsent(label, unseen -> new TreeSet<>()).add(name)));
    return found;
  }

  private Set<String> labels(String object) {
    long bytes = FIRST_LOOK;
    while (true) {
      var tail = objects.read(object, bytes);
      if (tail.isEmpty()) {
        return Set.of();
      }
      // It may have been written again in between: each look is at one version.
      switch (files.labels(tail.get())) {
        case TailFiles.Read.Labels(var labels) -> {
          return labels;
        }
        case TailFiles.Read.Needs(var more) -> bytes = more;
      }
    }
  }
}
