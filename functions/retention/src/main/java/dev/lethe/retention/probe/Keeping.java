package dev.lethe.retention.probe;

import java.time.Duration;

/// What the policy says of how long something is kept.
public sealed interface Keeping {

  /// It ends.
  ///
  /// @param longest how long it is kept at most
  /// @param from from when on that counts, in words
  record Ends(Duration longest, String from, Lateness lateness) implements Keeping {}

  /// It stays, as long as what it is about.
  ///
  /// @param until in words
  record Stays(String until) implements Keeping {}

  /// It may not be there at all.
  record MayNotBe() implements Keeping {}
}
