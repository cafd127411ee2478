package dev.lethe.retention.probe;

import java.time.Instant;

/// An object of a bucket, or what is left of one.
///
/// @param name as it is called; it may hold a label, and goes nowhere
/// @param bytes how large it is
/// @param written when it was last written
/// @param state what of it is seen
public record ObjectSeen(String name, long bytes, Instant written, State state) {

  /// What may be seen of an object.
  public enum State {
    CURRENT,
    /// A version that another took the place of, or a deletion.
    OLDER,
    /// A mark that it was deleted.
    DELETED
  }
}
