package dev.lethe.retention;

import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Counters that live as long as a test.
final class InMemoryCells implements Cells {

  private final Map<Group, Map<String, Numbers>> groups = new HashMap<>();

  synchronized void put(Group group, String value, Numbers numbers) {
    groups.computeIfAbsent(group, unseen -> new HashMap<>()).put(value, numbers);
  }

  @Override
  public synchronized Set<Bucket> met(String app, Metric metric, Bucket first, Bucket last) {
    return groups.entrySet().stream()
        .filter(group -> !group.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .filter(group ->
            group.app().equals(app)
                && group.metric() == metric
                && group.dimension() == null
                && group.bucket().interval() == first.interval()
                && group.bucket().compareTo(first) >= 0
                && group.bucket().compareTo(last) <= 0)
        .map(Group::bucket)
        .collect(Collectors.toSet());
  }

  @Override
  public synchronized Map<String, Numbers> values(Group group) {
    return Map.copyOf(groups.getOrDefault(group, Map.of()));
  }

  @Override
  public synchronized void sum(Group group, Set<String> values) {
    var all = groups.computeIfAbsent(group, unseen -> new HashMap<>());
    if (!all.keySet().containsAll(values)) {
      throw new IllegalStateException("A value is gone.");
    }
    for (var value : values) {
      var moved = all.getOrDefault(value, Numbers.NONE);
      all.remove(value);
      all.merge(
          CounterKey.SUPPRESSED,
          new Numbers(moved.n(), moved.subjects(), 0, moved.time()),
          (a, b) ->
              new Numbers(
                  a.n() + b.n(), Math.max(a.subjects(), b.subjects()), 0, a.time() + b.time()));
    }
  }

  @Override
  public synchronized void drop(Group group, Set<String> values) {
    groups.computeIfAbsent(group, unseen -> new HashMap<>()).keySet().removeAll(values);
  }
}
