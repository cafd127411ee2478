package dev.lethe.archive;

import java.util.Map;

/// What an erasure found in the archive.
///
/// @param objects how many objects held lines
/// @param lines how many lines
public record Found(long objects, long lines) {

  static final Found NOTHING = new Found(0, 0);

  /// With one more object.
  Found plus(long linesOfObject) {
    return new Found(objects + 1, lines + linesOfObject);
  }

  /// By kind, as whoever waits is told.
  Map<String, Long> byKind() {
    return Map.of("objects", objects, "lines", lines);
  }
}
