package dev.lethe.aggregate;

import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.record.Bytes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Taking off is counting: the numbers of entries, with the other sign.
final class Subtraction {

  private Subtraction() {}

  /// What taking entries off adds to which counters.
  ///
  /// @param stays which counters are left as they are
  static Map<CounterKey, Numbers> of(List<Entry> entries, Predicate<CounterKey> stays) {
    var numbers = new HashMap<CounterKey, Numbers>();
    for (var entry : entries) {
      entry
          .ofPeople()
          .filter(delta -> !stays.test(delta.getKey()))
          .forEach(
              delta -> numbers.merge(delta.getKey(), delta.getValue().negated(), Numbers::plus));
    }
    return numbers;
  }

  static Found found(List<Entry> entries) {
    var counters = new HashSet<CounterKey>();
    var events = 0L;
    for (var entry : entries) {
      entry.ofPeople().map(Map.Entry::getKey).forEach(counters::add);
      events += entry.ofPeople().findAny().isPresent() ? entry.digests().size() : 0;
    }
    return new Found(entries.size(), events, counters.size());
  }

  /// A short name of a counter, by which a decision about it is remembered.
  static Bytes nameOf(CounterKey counter) {
    return ShortHash.of(counter.partition(0) + '#' + counter.sort());
  }
}
