package dev.lethe.infra.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;

/// All that a run leaves to chance: who makes the same choices sees the same run. The smaller a
/// choice, the less happens; 0 is never a fault.
final class Choices {

  private static final int FIRST_CAPACITY = 1_024;

  private final IntUnaryOperator source;
  private int[] made = new int[FIRST_CAPACITY];
  private int number;

  private Choices(IntUnaryOperator source) {
    this.source = source;
  }

  /// Those of a seed.
  static Choices of(long seed) {
    var random = new SplittableRandom(seed);
    return new Choices(random::nextInt);
  }

  /// Those that were made before, as far as they go, and then the smallest.
  static Choices again(int[] before) {
    var scripted = before.clone();
    return new Choices(
        new IntUnaryOperator() {
          private int next;

          @Override
          public int applyAsInt(int bound) {
            return next < scripted.length ? scripted[next++] % bound : 0;
          }
        });
  }

  /// One of so many: from 0 to less than `bound`.
  int below(int bound) {
    if (bound <= 1) {
      return 0;
    }
    var choice = source.applyAsInt(bound);
    if (number == made.length) {
      made = Arrays.copyOf(made, 2 * number);
    }
    made[number++] = choice;
    return choice;
  }

  /// True once in so many times.
  boolean oneIn(int times) {
    return below(times) == times - 1 && times > 1;
  }

  /// One of a list; the first is the smallest choice.
  <T> T of(List<T> some) {
    return some.get(below(some.size()));
  }

  /// All that were made.
  int[] made() {
    return Arrays.copyOf(made, number);
  }
}
