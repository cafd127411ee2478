package dev.lethe.retention.probe;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// How far a part is measured.
///
/// @param until when it was last worked on
/// @param point where to go on: what [Walk] noted; empty if nothing is measured
record PartState(
    Instant until,
    boolean isDone,
    String point,
    Amounts amounts,
    List<Setting> settings,
    Map<Place, Long> bytes) {

  static final PartState NONE =
      new PartState(Instant.EPOCH, false, "", Amounts.NONE, List.of(), Map.of());

  PartState {
    settings = List.copyOf(settings);
    bytes = Map.copyOf(bytes);
  }
}
