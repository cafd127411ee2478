package dev.lethe.aggregate.restore;

import dev.lethe.aggregate.Entry;
import dev.lethe.aggregate.Header;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.lane.Marks;
import dev.lethe.shared.lane.Marks.Mark;
import dev.lethe.shared.lane.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Adds up what entries add to counters, as far as each shard is applied: what stands behind a
/// shard's mark comes again.
final class LedgerReading implements LedgerParts.Sink {

  private final Horizon horizon;
  private final Marks marks;
  private final Map<Long, Mark> known = new HashMap<>();
  private final Map<Lane, Numbers> sums = new HashMap<>();
  private final List<Row> changes = new ArrayList<>();

  LedgerReading(Horizon horizon, Marks marks) {
    this.horizon = horizon;
    this.marks = marks;
  }

  private record Lane(CounterKey counter, long shard) {}

  private boolean isApplied(Position at) {
    return known.computeIfAbsent(at.shard(), marks::of).covers(at);
  }

  @Override
  public void entry(Header header, Entry entry) {
    if (!isApplied(entry.position())) {
      return;
    }
    var counts = header.asOf(this::isApplied).counts(entry);
    // What was taken off of it since is told by the command that did.
    var isSince = horizon.isSince(entry);
    entry
        .ofPeople()
        .forEach(delta -> {
          switch (horizon.of(delta.getKey())) {
            case REMADE -> {
              if (counts) {
                sum(entry.position(), delta.getKey(), delta.getValue());
              }
            }
            case CORRECTED -> {
              if (isSince) {
                add(entry.position(), delta);
              }
            }
            case AS_IT_WAS, TALLY, OVER -> {
              // Nothing is added to it or taken off it.
            }
          }
        });
  }

  @Override
  public void taken(Entry taken) {
    if (!isApplied(taken.position())) {
      return;
    }
    taken
        .ofPeople()
        .forEach(delta -> {
          switch (horizon.of(delta.getKey())) {
            // It has nothing of it, and says so: a later restore takes it off no second time.
            case REMADE -> sum(taken.position(), delta.getKey(), Numbers.NONE);
            case CORRECTED -> add(taken.position(), delta);
            case AS_IT_WAS, TALLY, OVER -> {
              // Nothing was taken off it since.
            }
          }
        });
  }

  private void sum(Position at, CounterKey counter, Numbers numbers) {
    sums.merge(new Lane(counter, at.shard()), numbers, Numbers::plus);
  }

  private void add(Position at, Map.Entry<CounterKey, Numbers> delta) {
    changes.add(new Row(delta.getKey(), at.shard(), at.sequence(), delta.getValue()));
  }

  /// What was read.
  List<Row> rows() {
    var rows = new ArrayList<>(changes);
    sums.forEach((lane, numbers) -> rows.add(new Row(lane.counter(), lane.shard(), null, numbers)));
    return rows;
  }
}
