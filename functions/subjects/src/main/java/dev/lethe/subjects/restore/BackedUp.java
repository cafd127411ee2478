package dev.lethe.subjects.restore;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An item that a backup has, by its keys alone.
///
/// @param ends when its time is over; nothing if it stays
public record BackedUp(String partition, String sort, @Nullable Instant ends) {

  boolean isOver(Instant now) {
    return ends != null && !now.isBefore(ends);
  }
}
