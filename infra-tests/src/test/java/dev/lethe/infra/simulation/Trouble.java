package dev.lethe.infra.simulation;

/// Decides which calls go wrong, and how. In quiet times none does.
final class Trouble {

  /// What becomes of a call.
  enum Kind {
    NONE,
    /// It has no effect, and fails.
    THROTTLED,
    /// It has its effect, and fails.
    REPLY_LOST,
    /// It has its effect, and is made once more by a client that has lost the reply.
    ASKED_TWICE
  }

  /// Of a call like most; one to a counter has 1, since an event makes a hundred of them.
  static final int WEIGHT = 12;

  private static final Kind[] KINDS = Kind.values();

  private final Choices choices;
  private final int every;
  private boolean isQuiet;
  private int calm;

  /// @param every how many calls go well between two that do not, on average
  Trouble(Choices choices, int every) {
    this.choices = choices;
    this.every = every;
  }

  void quieten() {
    isQuiet = true;
  }

  boolean isQuiet() {
    return isQuiet;
  }

  /// What becomes of the next call.
  ///
  /// @param weight how likely it is to go wrong, beside others
  Kind next(int weight) {
    if (isQuiet) {
      return Kind.NONE;
    }
    if (calm > 0) {
      calm -= weight;
      return Kind.NONE;
    }
    calm = WEIGHT * choices.below(2 * every);
    return KINDS[choices.below(KINDS.length)];
  }

  /// Whether something goes wrong that goes wrong once in so many times.
  boolean strikes(int once) {
    return !isQuiet && choices.oneIn(once);
  }
}
