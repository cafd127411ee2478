package dev.lethe.shared.processors;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A register of sub-processors that lives as long as a test.
public final class InMemorySubProcessors implements SubProcessors {

  private final Map<String, SubProcessor> all = new LinkedHashMap<>();

  @Override
  public List<SubProcessor> all() {
    return all.values().stream()
        .sorted(Comparator.comparing(SubProcessor::from).thenComparing(SubProcessor::id))
        .toList();
  }

  @Override
  public boolean add(SubProcessor one) {
    if (all.size() >= MOST) {
      return false;
    }
    all.put(one.id(), one);
    return true;
  }

  @Override
  public boolean end(String id, LocalDate until) {
    return all.computeIfPresent(id, (known, one) -> one.until(until)) != null;
  }
}
