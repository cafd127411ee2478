package dev.lethe.retention.probe;

/// Goes through what a place keeps, and may go on later where it stopped.
@FunctionalInterface
interface Walk {

  /// Goes through it.
  ///
  /// @param from where to go on: what [Sink#upTo] was told; empty to begin
  void go(String from, Sink sink);

  /// Who is shown what is found.
  interface Sink {

    void seen(Seen seen);

    /// All up to a point was shown, and nothing behind it.
    ///
    /// @param point it says nothing of anybody
    /// @return whether to go on
    boolean upTo(String point);
  }
}
