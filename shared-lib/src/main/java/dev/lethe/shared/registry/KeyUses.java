package dev.lethe.shared.registry;

import java.time.Instant;

/// Keeps when keys are used.
public interface KeyUses {

  /// Notes that a key was used on a day, unless that is known already. What goes wrong is logged:
  /// nobody is refused for it.
  ///
  /// @param key as it was read just before
  void note(IssuedKey key, Instant now);

  /// Counts a call, and notes the day too.
  ///
  /// @param key as it was read just before
  /// @return how many there were in this minute of the clock, this one as well
  int count(IssuedKey key, Instant now);
}
