package dev.lethe.infra.simulation;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/// How often each [Incident] was met.
final class Incidents {

  private static final int WIDTH = 26;

  private final Map<Incident, Long> numbers = new EnumMap<>(Incident.class);

  void add(Incident incident) {
    numbers.merge(incident, 1L, Long::sum);
  }

  /// Adds those of another run.
  void addAll(Incidents others) {
    others.numbers.forEach((incident, number) -> numbers.merge(incident, number, Long::sum));
  }

  long of(Incident incident) {
    return numbers.getOrDefault(incident, 0L);
  }

  /// A line each.
  @Override
  public String toString() {
    return numbers.entrySet().stream()
        .map(one -> ("  %-" + WIDTH + "s %,12d").formatted(one.getKey(), one.getValue()))
        .collect(Collectors.joining("\n"));
  }
}
