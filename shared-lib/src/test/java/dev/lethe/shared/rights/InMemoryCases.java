package dev.lethe.shared.rights;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Cases in memory.
public final class InMemoryCases implements Cases {

  private final Map<CaseId, List<CaseLife>> lives = new ConcurrentHashMap<>();
  private final Map<CaseId, Map<String, Long>> noted = new ConcurrentHashMap<>();

  /// A life that a request is about.
  public void add(CaseId id, CaseLife life) {
    lives.computeIfAbsent(id, unseen -> new CopyOnWriteArrayList<>()).add(life);
  }

  @Override
  public List<CaseLife> lives(CaseId id) {
    return List.copyOf(lives.getOrDefault(id, List.of()));
  }

  @Override
  public long note(CaseId id, String what, long found) {
    var numbers = noted.computeIfAbsent(id, unseen -> new ConcurrentHashMap<>());
    numbers.putIfAbsent(what, found);
    return numbers.getOrDefault(what, found);
  }

  @Override
  public Map<String, Long> noted(CaseId id) {
    return Map.copyOf(noted.getOrDefault(id, Map.of()));
  }
}
