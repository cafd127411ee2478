package dev.lethe.archive;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Takes labels out of the objects that hold them. Labels that are erased together are taken out of
/// an object in one rewrite. It may be killed anywhere and begin again, beside others.
final class Eraser {

  private final Stores stores;
  private final Executor threads;

  Eraser(Stores stores, Executor threads) {
    this.stores = stores;
    this.threads = threads;
  }

  /// Takes all lines of dead labels out.
  ///
  /// @return what was found of each, when it was first looked for
  Map<String, Found> erase(Set<String> labels) {
    var objects = new HashMap<String, List<String>>();
    labels.forEach(label -> objects.put(label, stores.index().objects(label)));
    var all =
        objects.values().stream()
            .flatMap(List::stream)
            .collect(Collectors.toCollection(TreeSet::new));
    // Counted before anything is taken out, and noted: whoever begins again finds less.
    var found = count(labels, all);
    labels.forEach(label ->
        found.put(label, stores.graves().note(label, found.getOrDefault(label, Found.NOTHING))));
    each(all, object -> rewrite(object, labels));
    objects.forEach(stores.index()::remove);
    return found;
  }

  private Map<String, Found> count(Set<String> labels, Set<String> objects) {
    var found = new ConcurrentHashMap<String, Found>();
    each(
        objects,
        object ->
            lines(object).stream()
                .map(Line::label)
                .filter(labels::contains)
                .collect(Collectors.groupingBy(label -> label, Collectors.counting()))
                .forEach((label, lines) ->
                    found.compute(
                        label,
                        (_, before) -> (before == null ? Found.NOTHING : before).plus(lines))));
    return found;
  }

  private List<Line> lines(String object) {
    return stores
        .objects()
        .read(object)
        .map(stored -> stores.files().read(stored.content()))
        .orElse(List.of());
  }

  private void each(Set<String> objects, Consumer<String> task) {
    CompletableFuture.allOf(
            objects.stream()
                .map(object -> CompletableFuture.runAsync(() -> task.accept(object), threads))
                .toArray(CompletableFuture[]::new))
        .join();
  }

  /// Writes an object again without some labels, whoever else rewrites it meanwhile. It stays
  /// though it may be empty: a name that is free again could be taken by who was taken for dead.
  private void rewrite(String object, Set<String> without) {
    while (true) {
      var stored = stores.objects().read(object);
      if (stored.isEmpty()) {
        return;
      }
      var lines = stores.files().read(stored.get().content());
      var kept = lines.stream().filter(line -> !without.contains(line.label())).toList();
      if (kept.size() == lines.size()
          || stores.objects().replace(object, stored.get().version(), stores.files().write(kept))) {
        return;
      }
    }
  }
}
