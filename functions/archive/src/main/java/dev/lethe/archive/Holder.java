package dev.lethe.archive;

import dev.lethe.shared.record.Command;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Seals the facts of labels that are held in the objects that hold their lines, and opens those of
/// labels that are free again. It may be killed anywhere and begin again, beside others.
final class Holder {

  private final Stores stores;
  private final Rewrites rewrites;
  private final FactSeals seals;

  Holder(Stores stores, Rewrites rewrites, FactSeals seals) {
    this.stores = stores;
    this.rewrites = rewrites;
    this.seals = seals;
  }

  /// Makes of labels' lines what is known of the labels by now, which may be newer than these
  /// commands.
  ///
  /// @return what was found for each command: how many lines have facts, sealed or not, when it was
  ///   first looked
  Map<Command, Found> settle(List<Command> commands) {
    var labels = commands.stream().map(Command::label).collect(Collectors.toSet());
    var objects = new TreeSet<String>();
    labels.forEach(label -> objects.addAll(stores.index().objects(label)));
    var lines = new ConcurrentHashMap<String, Map<String, Long>>();
    rewrites.each(objects, object -> lines.put(object, settle(object, labels)));
    var found = new HashMap<Command, Found>();
    for (var command : commands) {
      var now = Found.NOTHING;
      for (var ofObject : lines.values()) {
        now = now.plus(ofObject.getOrDefault(command.label(), 0L));
      }
      found.put(command, stores.standings().note(command.label(), command.state(), now));
    }
    return found;
  }

  /// Settles an object. How labels stand is read after the object is, and the object is written
  /// even if nothing changes: whoever read it before, and knows less, cannot write it any more.
  ///
  /// @return how many of its lines have facts, by label
  private Map<String, Long> settle(String object, Set<String> labels) {
    var counts = new TreeMap<String, Long>();
    rewrites.rewrite(
        object,
        lines -> {
          counts.clear();
          lines.stream()
              .filter(line -> line.hasFacts() && labels.contains(line.label()))
              .forEach(line -> counts.merge(line.label(), 1L, Long::sum));
          return Optional.of(seals.settle(lines, stores.standings().of(labels)));
        });
    return counts;
  }
}
