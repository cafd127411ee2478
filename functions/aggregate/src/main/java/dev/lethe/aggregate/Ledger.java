package dev.lethe.aggregate;

import dev.lethe.shared.retention.Term;
import java.time.LocalDate;
import java.util.List;

/// What was decided about each subject's records. Behind the gate a subject is known by its label
/// alone. Entries are only ever added, each in a place of its own, and emptied at the end; of what
/// the feature `goals` collected they lose what they say, when it is to be forgotten.
public interface Ledger {

  /// For how many days after the last one that an entry counts on it is kept: as long as exact
  /// subtraction is promised (requirement T4), and the day on which that ends.
  int DAYS_KEPT = Term.SUBJECT_DATA.days() + 1;

  /// The header, and the entries that are filed under a day or a later one; each of them as it was
  /// last written, though perhaps not all at one time.
  Account read(String label, LocalDate from);

  /// Adds an entry.
  ///
  /// @param number the first of the day at which nothing was read: whoever decided at the same time
  ///   wants the same place
  /// @return false, and nothing is written, if the place is taken
  boolean append(String label, LocalDate day, int number, Entry entry);

  /// Writes the header.
  ///
  /// @return false, and nothing is written, if the Ledger has another version
  boolean write(String label, Header header);

  /// Empties entries: their places stay taken, so that nobody who read them earlier adds another.
  ///
  /// @param header the version of the header that says that the label is dead
  void empty(String label, List<Filed> entries, long header);
}
