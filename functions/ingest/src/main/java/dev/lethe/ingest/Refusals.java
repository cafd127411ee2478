package dev.lethe.ingest;

/// Counts requests of which nothing was taken. Whose they were is not known of most of them.
@FunctionalInterface
public interface Refusals {

  /// Counts one.
  ///
  /// @param code why, as its sender is told
  void count(String code);
}
