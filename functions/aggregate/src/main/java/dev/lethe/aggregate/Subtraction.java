package dev.lethe.aggregate;

import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.record.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Taking off is counting: the numbers of entries, with the other sign.
final class Subtraction {

  private static final int NAME_BYTES = 8;

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
    try {
      var text = counter.partition(0) + '#' + counter.sort();
      var digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Bytes.copyOf(Arrays.copyOf(digest, NAME_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }
}
