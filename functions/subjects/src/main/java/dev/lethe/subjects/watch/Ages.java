package dev.lethe.subjects.watch;

/// Where it is told how many requests are open, and for how long.
@FunctionalInterface
public interface Ages {

  /// How many requests are open.
  ///
  /// @param all of any age
  /// @param old those that must be answered soon
  /// @param due those that must be answered within days
  /// @param startedAgain those whose work was started again
  record Count(int all, int old, int due, int startedAgain) {}

  void tell(Count count);
}
