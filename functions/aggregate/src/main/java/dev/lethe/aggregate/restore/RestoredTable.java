package dev.lethe.aggregate.restore;

import dev.lethe.aggregate.restore.Item.Counted;
import dev.lethe.aggregate.restore.Item.Place;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;

/// A table of statistics as AWS restored it.
public interface RestoredTable {

  /// How large it is, about.
  long bytes();

  /// Reads a part of it.
  void read(int segment, int segments, Consumer<Item> sink);

  /// What a counter stands at in one spread.
  Optional<Counted> counter(Place place);

  /// The last day of an application whose counters are closed in it.
  Optional<LocalDate> closed(String app);
}
