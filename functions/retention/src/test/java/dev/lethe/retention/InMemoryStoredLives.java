package dev.lethe.retention;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// StoredLives that are kept in memory, the number of each in its part.
final class InMemoryStoredLives implements StoredLives {

  final Map<Life, Boolean> lives = new LinkedHashMap<>();
  final Set<Link> links = new LinkedHashSet<>();
  final Map<String, Integer> usersKeyNumbers = new HashMap<>();
  final List<Integer> looked = new ArrayList<>();
  int failsAt = -1;
  private int next;

  void add(Life life) {
    lives.put(life, true);
  }

  @Override
  public synchronized Part of(int part, Predicate<Life> ofLives, Predicate<Link> ofLinks) {
    if (part == failsAt) {
      throw new IllegalArgumentException("somebody@example.org");
    }
    looked.add(part);
    return new Part(
        lives.keySet().stream().filter(life -> isIn(part, life.label())).filter(ofLives).toList(),
        links.stream().filter(link -> isIn(part, link.user().text())).filter(ofLinks).toList());
  }

  private static boolean isIn(int part, String text) {
    return Math.floorMod(text.hashCode(), PARTS) == part;
  }

  @Override
  public int usersKeyNumber(String app) {
    return usersKeyNumbers.getOrDefault(app, 0);
  }

  @Override
  public synchronized void forget(Link link) {
    links.remove(link);
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
