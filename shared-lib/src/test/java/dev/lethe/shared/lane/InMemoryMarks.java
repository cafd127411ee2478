package dev.lethe.shared.lane;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Marks that live as long as a test.
public final class InMemoryMarks implements MovingMarks {

  private final Map<Long, String> marks = new HashMap<>();
  private final Map<Long, Set<String>> skipped = new HashMap<>();

  @Override
  public synchronized Mark of(long shard) {
    return new Mark(marks.get(shard), skipped.getOrDefault(shard, Set.of()));
  }

  @Override
  public synchronized void move(Position last) {
    marks.merge(last.shard(), last.sequence(), (a, b) -> a.compareTo(b) > 0 ? a : b);
  }

  public synchronized void skip(Position record) {
    skipped.computeIfAbsent(record.shard(), unseen -> new HashSet<>()).add(record.sequence());
  }
}
