package dev.lethe.retention.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Says which parts a probe has: a part for each bucket, and for each table as many as it is large.
final class ProbePlan {

  /// Small enough to be read in seconds: where a step stops, it goes on with the next segment.
  private static final long BYTES_OF_SEGMENT = 16L << 20;

  private static final int SEGMENTS_OF_PART = 64;

  /// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html>
  private static final int MOST_SEGMENTS = 1_000_000;

  private final Items items;

  ProbePlan(Items items) {
    this.items = items;
  }

  /// @param places those that this deployment has
  List<Part> parts(Set<Place> places) {
    var parts = new ArrayList<Part>();
    parts.add(new Part(1, Place.LOGS, Part.Work.SETTINGS));
    for (var place : places.stream().sorted().toList()) {
      switch (place.form()) {
        case TABLE -> addTable(place, parts);
        case BUCKET -> parts.add(new Part(parts.size() + 1, place, Part.Work.OBJECTS));
        case OTHER -> {
          // Its settings are all that can be seen.
        }
      }
    }
    return parts;
  }

  private void addTable(Place table, List<Part> parts) {
    var segments = (int) Math.min(items.bytes(table) / BYTES_OF_SEGMENT + 1, MOST_SEGMENTS);
    for (var first = 0; first < segments; first += SEGMENTS_OF_PART) {
      var last = Math.min(first + SEGMENTS_OF_PART, segments) - 1;
      parts.add(new Part(parts.size() + 1, table, Part.Work.ITEMS, first, last, segments));
    }
  }
}
