package dev.lethe.shared.record;

/// What events can be told apart by in statistics.
public enum Dimension implements WireNamed {
  /// The name of a tracked event; other calls are one value a type, in parentheses: `(screen)`.
  EVENT,
  /// Where the SDK runs: `ios`, `android`, `web`, `server`, …
  PLATFORM,
  /// ISO 3166-1 alpha-2, from the client's address.
  COUNTRY;

  /// What stands for a value that is not known.
  public static final String UNKNOWN = "(unknown)";

  /// What stands for a value that is not shown in clear.
  public static final String OTHER = "(other)";
}
