package dev.lethe.shared.termination;

import dev.lethe.shared.termination.Emptying.Round;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What was measured while an application was emptied: for each part of a store what was said
/// first.
public interface Measurements {

  /// What parts are for.
  enum Work {
    REMOVAL,
    SEARCH
  }

  /// In how many parts a store is worked on.
  void planned(Round round, Work work, int parts);

  /// How many a part had, before anything was removed.
  void found(Round round, String part, long number);

  /// All of a part is removed by now.
  void removed(Round round, String part, Instant at);

  /// How many a search found in a part, and when it was over.
  void searched(Round round, String look, long again, Instant at);

  /// All that is measured of an application.
  List<Measured> of(String customer, String app);

  /// What is measured of a store in one round.
  ///
  /// @param planned in how many parts it is emptied; nothing as long as that is not known
  /// @param removed how many of these are
  /// @param found how many they had
  /// @param removedAt when the last was
  /// @param looks in how many parts it is searched
  /// @param searched how many of these are
  /// @param again how many were found
  /// @param searchedAt when the last was
  record Measured(
      EndedStore store,
      int round,
      Optional<Integer> planned,
      int removed,
      long found,
      Optional<Instant> removedAt,
      Optional<Integer> looks,
      int searched,
      long again,
      Optional<Instant> searchedAt) {

    /// Whether nothing is left to be measured in this round.
    public boolean isComplete() {
      return planned.filter(parts -> parts == removed).isPresent()
          && looks.filter(parts -> parts == searched).isPresent();
    }
  }
}
