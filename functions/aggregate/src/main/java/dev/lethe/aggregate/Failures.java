package dev.lethe.aggregate;

/// Records that cannot be decoded: kept, counted, and passed over.
@FunctionalInterface
public interface Failures {

  /// Keeps a record under its position; keeping it twice is keeping it once.
  void keep(LaneRecord undecodable);
}
