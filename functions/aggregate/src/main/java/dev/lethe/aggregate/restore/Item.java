package dev.lethe.aggregate.restore;

import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Dimension;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/// What stands in a table of statistics.
public sealed interface Item {

  /// The application that it is of; nothing if that is not known.
  String app();

  /// A counter's part in one spread.
  record Place(CounterKey counter, int spread) {

    /// Where a shard counts.
    static Place of(CounterKey counter, long shard) {
      return new Place(counter, Math.floorMod(shard, CounterKey.SPREADS));
    }
  }

  /// What a counter stands at.
  ///
  /// @param watermarks the last sequence number that was counted, by shard
  record Counted(Place place, Numbers numbers, Map<Long, String> watermarks) implements Item {

    public Counted {
      watermarks = Map.copyOf(watermarks);
    }

    @Override
    public String app() {
      return place.counter().app();
    }
  }

  /// Which values are counted by themselves.
  ///
  /// @param hashes of the values
  /// @param ends when they are forgotten
  record Admitted(String app, Dimension dimension, LocalDate day, Set<Bytes> hashes, Instant ends)
      implements Item {

    public Admitted {
      hashes = Set.copyOf(hashes);
    }
  }

  /// The last day whose counters are closed.
  record Closed(String app, LocalDate day) implements Item {}

  /// Nothing that this version knows.
  record Unknown() implements Item {

    @Override
    public String app() {
      return "";
    }
  }
}
