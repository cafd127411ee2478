package dev.lethe.archive;

import dev.lethe.shared.record.Bytes;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The ends of the archive's objects, where their labels are.
public interface ObjectTails {

  /// The names of all objects whose first line arrived on a day or later, by UTC.
  List<String> names(LocalDate from);

  /// The last bytes of an object, all of it if it is shorter; nothing if it is not there any more.
  Optional<Tail> read(String name, long bytes);

  /// The end of an object.
  ///
  /// @param length of the whole object
  record Tail(long length, Bytes bytes) {}
}
