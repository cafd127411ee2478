package dev.lethe.archive.export;

import dev.lethe.shared.disclosure.DisclosureEntry;
import java.util.List;
import java.util.Optional;

/// The exports of applications, as long as they can be had.
public interface Exports {

  /// Enters a new export.
  void add(Export export);

  /// Takes back an export that was not begun.
  void remove(Export export);

  /// An export; nothing if there is none, or none any more.
  Optional<Export> find(String customer, String app, String id);

  /// The exports of an application.
  List<Export> of(String customer, String app);

  /// Notes in how many files it is written.
  void planned(Export export, int parts);

  /// Enters the disclosure and shows the export, at once, or neither. Of an export that is ready or
  /// has failed nothing changes.
  void publish(Export export, long events, DisclosureEntry disclosure);

  /// Notes that it has failed, unless it is ready.
  ///
  /// @return whether it has
  boolean fail(Export export);
}
