package dev.lethe.archive;

import java.util.Map;

/// What a command found in the archive.
///
/// @param objects how many objects held lines that it is about
/// @param lines how many lines
public record Found(long objects, long lines) {

  static final Found NOTHING = new Found(0, 0);

  /// With one more object, unless no line of it is concerned.
  Found plus(long linesOfObject) {
    return linesOfObject == 0 ? this : new Found(objects + 1, lines + linesOfObject);
  }

  /// By kind, as whoever waits is told.
  Map<String, Long> byKind() {
    return Map.of("objects", objects, "lines", lines);
  }
}
