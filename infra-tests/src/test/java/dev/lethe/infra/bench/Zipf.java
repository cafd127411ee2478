package dev.lethe.infra.bench;

import java.util.Random;

/// Draws ranks by a Zipf law of exponent 1.2: the first far more often than the last.
final class Zipf {

  private static final double EXPONENT = 1.2;

  private final Random random;

  Zipf(Random random) {
    this.random = random;
  }

  /// A rank, from 0 on, below a number.
  int below(int ranks) {
    var weights = 0.0;
    for (var rank = 1; rank <= ranks; rank++) {
      weights += Math.pow(rank, -EXPONENT);
    }
    var drawn = random.nextDouble() * weights;
    for (var rank = 1; rank < ranks; rank++) {
      drawn -= Math.pow(rank, -EXPONENT);
      if (drawn < 0) {
        return rank - 1;
      }
    }
    return ranks - 1;
  }
}
