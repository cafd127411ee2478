package dev.lethe.aggregate.restore;

import dev.lethe.aggregate.Account;
import dev.lethe.aggregate.Entry;
import dev.lethe.aggregate.Filed;
import dev.lethe.aggregate.ForwardingLedger;
import dev.lethe.aggregate.InMemoryLedger;
import dev.lethe.aggregate.Takings;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.goals.Goals;
import dev.lethe.shared.lane.Position;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// A Ledger in memory whose entries end as they do in DynamoDB, with what commands took off.
final class KeptLedger extends ForwardingLedger implements LedgerParts, Takings {

  private final InMemoryLedger ledger;
  private final Clock clock;
  private final Map<Position, Taken> takings = new HashMap<>();

  private record Taken(Instant kept, Map<CounterKey, Numbers> numbers) {}

  /// Out of which entries goals were taken.
  Predicate<Entry> hasLostGoals = _ -> false;

  KeptLedger(InMemoryLedger ledger, Clock clock) {
    super(ledger);
    this.ledger = ledger;
    this.clock = clock;
  }

  @Override
  public Account read(String label, LocalDate from) {
    var account = super.read(label, from);
    return new Account(
        account.from(),
        account.header(),
        account.filed().stream().filter(filed -> !isOver(filed, clock.instant())).toList());
  }

  private static boolean isOver(Filed filed, Instant now) {
    return filed.entry() != null
        && !now.isBefore(
            filed
                .entry()
                .lastDay(filed.day())
                .plusDays(DAYS_KEPT)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant());
  }

  @Override
  public void keep(Position command, Instant asked, Map<CounterKey, Numbers> taken) {
    takings.putIfAbsent(command, new Taken(clock.instant(), taken));
  }

  /// More than one segment has.
  @Override
  public long bytes() {
    return 40L << 20;
  }

  @Override
  public void read(int segment, int segments, Instant now, Sink sink) {
    for (var label : ledger.labels()) {
      if (Math.floorMod(label.hashCode(), segments) == segment) {
        var account = ledger.read(label, LocalDate.EPOCH);
        account.filed().stream()
            .filter(filed -> !isOver(filed, now))
            .map(Filed::entry)
            .forEach(entry -> {
              if (entry != null) {
                sink.entry(
                    account.header(),
                    hasLostGoals.test(entry) ? entry.without(Goals::isCountedBy) : entry);
              }
            });
      }
    }
    takings.forEach((at, taken) -> {
      if (Math.floorMod(at.hashCode(), segments) == segment
          && taken.kept().plus(Duration.ofDays(35)).isAfter(now)) {
        sink.taken(new Entry(at, 0, 0, 0, List.of(), List.of(), taken.numbers()));
      }
    });
  }
}
