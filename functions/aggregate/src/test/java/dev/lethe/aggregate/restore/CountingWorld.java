package dev.lethe.aggregate.restore;

import dev.lethe.aggregate.Aggregate;
import dev.lethe.aggregate.Counters;
import dev.lethe.aggregate.InMemoryLedger;
import dev.lethe.aggregate.Ledger;
import dev.lethe.aggregate.StoresBuilder;
import dev.lethe.aggregate.Takings;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.env.Clocks;
import dev.lethe.shared.goals.GoalsOrder;
import dev.lethe.shared.lane.InMemoryMarks;
import dev.lethe.shared.lane.LaneRecord;
import dev.lethe.shared.lane.MovingMarks;
import dev.lethe.shared.steps.Killing;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/// What counts, in memory, with a clock that a test moves.
final class CountingWorld {

  static final String APP = "app_1";

  final InMemoryLedger ledger = new InMemoryLedger();
  final InMemoryMarks marks = new InMemoryMarks();
  final Killing killing;
  final KeptLedger kept;
  InMemoryInsights insights = new InMemoryInsights();
  private Instant now;

  CountingWorld(Instant now, Random random) {
    this.now = now;
    this.killing = new Killing(random);
    this.kept = new KeptLedger(ledger, clock());
  }

  void at(Instant time) {
    now = time;
  }

  LocalDate today() {
    return LocalDate.ofInstant(now, ZoneOffset.UTC);
  }

  private Clock clock() {
    return Clocks.showing(() -> now);
  }

  /// Counts records.
  ///
  /// @return whether all is counted; not if the process was killed
  boolean deliver(List<LaneRecord> records) {
    var stores =
        new StoresBuilder()
            .with(killing.of(Ledger.class, kept))
            .with(killing.of(Counters.class, insights))
            .with(killing.of(MovingMarks.class, marks))
            .withTakings(killing.of(Takings.class, kept));
    return new Aggregate(stores.build(), Runnable::run, clock()).count(records).isEmpty();
  }

  void close() {
    insights.closeUpTo(APP, today().minusDays(CounterKey.DAYS_UNTIL_CLOSED));
  }

  /// Applications that are gone.
  final Set<String> gone = new HashSet<>();

  /// Of which goals are to be forgotten, or are.
  final Map<String, GoalsOrder> orders = new HashMap<>();

  InsightsRestore restore(InMemoryInsights source, WorkFiles files) {
    return new InsightsRestore(
        killing.of(LedgerParts.class, kept),
        marks,
        killing.of(LiveTable.class, insights),
        name -> killing.of(RestoredTable.class, source),
        files,
        applications -> applications.stream().filter(gone::contains).collect(Collectors.toSet()),
        app -> Optional.ofNullable(orders.get(app)),
        clock());
  }

  /// What counters of people stand at that is still shown.
  Map<CounterKey, Numbers> people() {
    var found =
        new HashMap<>(
            insights.where(
                counter -> counter.metric().isOfPeople() && now.isBefore(counter.expires())));
    found.values().removeIf(Numbers::isZero);
    return found;
  }
}
