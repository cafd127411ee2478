package dev.lethe.shared.termination;

import dev.lethe.shared.termination.Emptying.Round;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Measurements that live as long as a test.
public final class InMemoryMeasurements implements Measurements {

  private final Map<Round, Map<Work, Integer>> planned = new HashMap<>();
  private final Map<Round, Map<String, Part>> removals = new HashMap<>();
  private final Map<Round, Map<String, Part>> searches = new HashMap<>();

  /// What is known of a part.
  private static final class Part {
    private @Nullable Long number;
    private @Nullable Instant done;
  }

  private static Part part(Map<Round, Map<String, Part>> of, Round round, String name) {
    return of.computeIfAbsent(round, unseen -> new HashMap<>())
        .computeIfAbsent(name, unseen -> new Part());
  }

  @Override
  public synchronized void planned(Round round, Work work, int parts) {
    planned.computeIfAbsent(round, unseen -> new HashMap<>()).put(work, parts);
  }

  @Override
  public synchronized void found(Round round, String name, long number) {
    var part = part(removals, round, name);
    part.number = part.number == null ? (Long) number : part.number;
  }

  @Override
  public synchronized void removed(Round round, String name, Instant at) {
    var part = part(removals, round, name);
    part.done = part.done == null ? at : part.done;
  }

  @Override
  public synchronized void searched(Round round, String look, long again, Instant at) {
    var part = part(searches, round, look);
    part.number = part.number == null ? (Long) again : part.number;
    part.done = part.done == null ? at : part.done;
  }

  @Override
  public synchronized List<Measured> of(String customer, String app) {
    return planned.keySet().stream()
        .filter(round -> round.customer().equals(customer) && round.app().equals(app))
        .sorted(Comparator.comparingInt(Round::number).thenComparing(Round::store))
        .map(this::measured)
        .toList();
  }

  private Measured measured(Round round) {
    var parts = planned.getOrDefault(round, Map.of());
    var removed = removals.getOrDefault(round, Map.of());
    var searched = searches.getOrDefault(round, Map.of());
    return new Measured(
        round.store(),
        round.number(),
        Optional.ofNullable(parts.get(Work.REMOVAL)),
        done(removed),
        sum(removed),
        last(removed),
        Optional.ofNullable(parts.get(Work.SEARCH)),
        done(searched),
        sum(searched),
        last(searched));
  }

  private static int done(Map<String, Part> parts) {
    return (int) parts.values().stream().filter(part -> part.done != null).count();
  }

  private static long sum(Map<String, Part> parts) {
    return parts.values().stream().mapToLong(part -> part.number == null ? 0 : part.number).sum();
  }

  private static Optional<Instant> last(Map<String, Part> parts) {
    return parts.values().stream()
        .map(part -> part.done)
        .filter(done -> done != null)
        .max(Comparator.naturalOrder());
  }
}
