package dev.lethe.shared.lane;

/// Records that are passed over: kept, and counted.
public interface Failures {

  /// Keeps a record under its position; keeping it twice is keeping it once.
  void keep(LaneRecord passedOver, Reason why);

  /// Why a record is passed over.
  enum Reason {
    /// It cannot be decoded.
    UNDECODABLE,
    /// An operator has put it on the skip list.
    SKIPPED
  }
}
