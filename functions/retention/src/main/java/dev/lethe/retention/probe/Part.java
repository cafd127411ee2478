package dev.lethe.retention.probe;

import dev.lethe.shared.record.WireNamed;

/// A part of a probe: one step does it, or several one after the other.
///
/// @param number from 1 on
/// @param first the first segment of a table that it is about; 0 of others
/// @param last the last
/// @param segments how many the table has
public record Part(int number, Place place, Work work, int first, int last, int segments) {

  /// What is done.
  public enum Work implements WireNamed {
    ITEMS,
    OBJECTS,
    /// Everything's settings, at once.
    SETTINGS
  }

  Part(int number, Place place, Work work) {
    this(number, place, work, 0, 0, 1);
  }
}
