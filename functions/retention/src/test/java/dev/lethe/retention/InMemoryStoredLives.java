package dev.lethe.retention;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// StoredLives that are kept in memory, the number of each in its part.
final class InMemoryStoredLives implements StoredLives {

  final Map<Life, Boolean> lives = new LinkedHashMap<>();
  final List<Integer> looked = new ArrayList<>();
  int failsAt = -1;
  private int next;

  void add(Life life) {
    lives.put(life, true);
  }

  @Override
  public synchronized List<Life> of(int part) {
    if (part == failsAt) {
      throw new IllegalArgumentException("somebody@example.org");
    }
    looked.add(part);
    return lives.keySet().stream()
        .filter(life -> Math.floorMod(life.label().hashCode(), PARTS) == part)
        .toList();
  }

  @Override
  public int next() {
    return next;
  }

  @Override
  public void goOnWith(int part) {
    next = part;
  }

  /// Who is marked as changed is not forgotten.
  @Override
  public synchronized boolean forget(Life life) {
    return lives.getOrDefault(life, false) && lives.remove(life) != null;
  }
}
