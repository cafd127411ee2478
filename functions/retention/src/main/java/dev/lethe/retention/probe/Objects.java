package dev.lethe.retention.probe;

import java.time.Instant;
import java.util.stream.Stream;

/// The objects of buckets, however old their versions.
public interface Objects {

  /// All whose names come after one, in the order of their names; of one name the latest first.
  Stream<ObjectSeen> after(Place bucket, String name);

  /// When uploads in parts were begun that are not finished.
  Stream<Instant> unfinished(Place bucket);
}
