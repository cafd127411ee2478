package dev.lethe.aggregate;

import dev.lethe.shared.record.Dimension;
import java.time.LocalDate;

/// Which values of a dimension are counted by themselves: the first so many of each application and
/// day. Whoever has a write key, which is public, may make up any number of others.
public interface Values {

  /// Whether a value is one of them, or becomes one now. It stays one for the rest of the day.
  boolean admit(String app, Dimension dimension, LocalDate day, String value);
}
