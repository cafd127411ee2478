package dev.lethe.aggregate;

import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.lane.Position;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// What a batch of records adds to each counter, still told apart by record: Lambda may deliver a
/// batch again, split at another place, and then each counter takes only what it has not.
final class Fold {

  /// In an order that is the same in each process, so that the simulation can repeat a run.
  private final Map<Lane, NavigableMap<Position, Numbers>> deltas = new TreeMap<>(Lane.ORDER);

  /// A counter has a watermark a shard, and so a fold a shard.
  private record Lane(CounterKey counter, long shard) {

    private static final Comparator<Lane> ORDER =
        Comparator.comparing(Lane::counter, CounterKey.ORDER).thenComparingLong(Lane::shard);
  }

  void add(Position position, Map<CounterKey, Numbers> counted) {
    counted.forEach((counter, numbers) ->
        deltas
            .computeIfAbsent(new Lane(counter, position.shard()), lane -> new TreeMap<>())
            .merge(position, numbers, Numbers::plus));
  }

  /// Brings each counter up to this fold's last record; each by itself, so that the others go on if
  /// one fails.
  ///
  /// @throws java.util.concurrent.CompletionException if one failed
  void applyTo(Counters counters, Executor threads) {
    var updates =
        deltas.entrySet().stream()
            .map(lane ->
                CompletableFuture.runAsync(
                    () -> apply(lane.getKey().counter(), lane.getValue(), counters), threads))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(updates).join();
  }

  private static void apply(
      CounterKey counter, NavigableMap<Position, Numbers> byRecord, Counters counters) {
    var open = byRecord;
    while (!open.isEmpty()) {
      var sum = open.values().stream().reduce(Numbers.NONE, Numbers::plus);
      switch (counters.add(counter, open.firstKey(), open.lastKey(), sum)) {
        case Counters.Addition.Done() -> {
          return;
        }
        case Counters.Addition.AlreadyUpTo(var sequence) ->
            open = open.tailMap(new Position(open.firstKey().shard(), sequence), false);
      }
    }
  }
}
