package dev.lethe.aggregate.restore;

import dev.lethe.aggregate.restore.Item.Admitted;
import dev.lethe.aggregate.restore.Item.Closed;
import dev.lethe.aggregate.restore.Item.Counted;
import java.util.List;
import java.util.function.Consumer;

/// The table that statistics are answered from. Nobody else reads or writes there meanwhile.
public interface LiveTable {

  /// How large it is, about.
  long bytes();

  /// Reads a part of it.
  void read(int segment, int segments, Consumer<Item> sink);

  /// Deletes what may be there.
  void delete(List<Item> items);

  /// Puts counters where they stand, over what may be there.
  void put(List<Counted> counters);

  /// Puts a counter where it stands, unless what is there is as much.
  void putIfMore(Counted counter);

  /// Adds values to those that are counted by themselves.
  void admit(Admitted values);

  /// Notes how far an application's counters are closed.
  void close(Closed closed);
}
