package dev.lethe.aggregate;

import dev.lethe.shared.record.Dimension;
import java.time.LocalDate;

/// Which values of a dimension are counted by themselves: the first so many of each application and
/// day. Whoever has a write key, which is public, may make up any number of others.
public interface Values {

  /// For how many days it is remembered: events may be 30 days old, and the stream may be a week
  /// late.
  int DAYS_KEPT = 40;

  /// Whether a value is one of them, or becomes one now. It stays one for the rest of the day.
  boolean admit(String app, Dimension dimension, LocalDate day, String value);
}
