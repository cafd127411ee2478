package dev.lethe.infra.simulation;

import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.EventType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An event as it should be counted.
///
/// @param time by the gate's clock
/// @param session its id; nothing if it tells none
/// @param duration in milliseconds; nothing if it tells none
record Happening(
    EventType type,
    String name,
    Instant time,
    @Nullable String session,
    @Nullable Long duration,
    Map<Dimension, String> values) {

  LocalDate day(ZoneId zone) {
    return time.atZone(zone).toLocalDate();
  }

  boolean isTracked(String as) {
    return type == EventType.TRACK && name.equals(as);
  }
}
