package dev.lethe.ingest.screenshot;

/// Counts what became of requests. Whose they were is not told.
@FunctionalInterface
public interface Tallies {

  /// Counts one.
  ///
  /// @param outcome one of few constant words
  void count(String outcome);
}
