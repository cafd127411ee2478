package dev.lethe.shared.rights;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/// What is measured while a request is worked on, store by store. What a second search finds goes
/// round again: each round is measured for itself. Nothing that was measured is measured anew: a
/// step that was killed, and is run again, keeps what it said.
public final class Measures {

  private final Cases cases;
  private final Clock clock;

  public Measures(Cases cases, Clock clock) {
    this.cases = cases;
    this.clock = clock;
  }

  /// What is measured of a store.
  private enum Kind {
    /// How many there were, before anything was removed.
    FOUND,
    /// How many came between that and the removal.
    LATER,
    /// When all was removed, in milliseconds of the Unix epoch.
    REMOVED,
    /// How many a search found afterwards.
    AGAIN,
    /// When that search ended.
    SEARCHED;

    private String of(Store store, int round) {
      return name() + ' ' + store.name() + ' ' + round;
    }
  }

  /// How many there are, before anything is removed.
  public void found(CaseId id, Store store, int round, long number) {
    cases.note(id, Kind.FOUND.of(store, round), number);
  }

  /// More were removed than had been found.
  public void later(CaseId id, Store store, int round, long number) {
    if (number > 0) {
      cases.note(id, Kind.LATER.of(store, round), number);
    }
  }

  /// All is removed by now.
  public void removed(CaseId id, Store store, int round) {
    cases.note(id, Kind.REMOVED.of(store, round), clock.millis());
  }

  /// A search is done, and found so many.
  public void searched(CaseId id, Store store, int round, long again) {
    cases.note(id, Kind.AGAIN.of(store, round), again);
    cases.note(id, Kind.SEARCHED.of(store, round), clock.millis());
  }

  /// What was measured of a store in all rounds.
  ///
  /// @param found how many there were, all rounds together
  /// @param removedAt when the last was removed
  /// @param again how many the search of the last round found
  /// @param searchedAt when that search ended
  public record Measured(long found, Instant removedAt, long again, Instant searchedAt) {}

  /// All that was measured of a request.
  public Numbers of(CaseId id) {
    return new Numbers(cases.noted(id));
  }

  /// What was measured of a request.
  public static final class Numbers {

    private final Map<String, Long> noted;

    private Numbers(Map<String, Long> noted) {
      this.noted = noted;
    }

    /// What was measured of a store.
    ///
    /// @param round the last one
    /// @throws IllegalStateException if something was not measured
    public Measured of(Store store, int round) {
      var found = 0L;
      for (var each = 0; each <= round; each++) {
        found += needed(Kind.FOUND.of(store, each));
        found += noted.getOrDefault(Kind.LATER.of(store, each), 0L);
      }
      return new Measured(
          found,
          Instant.ofEpochMilli(needed(Kind.REMOVED.of(store, round))),
          again(store, round),
          Instant.ofEpochMilli(needed(Kind.SEARCHED.of(store, round))));
    }

    /// How many the search of a round found.
    ///
    /// @throws IllegalStateException if it was not searched
    public long again(Store store, int round) {
      return needed(Kind.AGAIN.of(store, round));
    }

    private long needed(String name) {
      var number = noted.get(name);
      if (number == null) {
        throw new IllegalStateException("Something was not measured.");
      }
      return number;
    }
  }
}
