package dev.lethe.subjects.restore;

import java.util.function.Predicate;

/// A table of requests that AWS restored, beside the one that is used.
@FunctionalInterface
public interface Backup {

  /// Puts back what a segment has, where nothing is.
  ///
  /// @param isBack whether an item comes back
  void putBack(String segment, Predicate<BackedUp> isBack);
}
