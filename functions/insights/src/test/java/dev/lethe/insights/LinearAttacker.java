package dev.lethe.insights;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Somebody who is told sums over groups, and adds and subtracts them in any way there is: which
/// sums can be worked out? What is told to be nothing is known to be nothing in each part of it.
///
/// Sets of groups are bits of a number.
final class LinearAttacker {

  /// Arithmetic modulo a prime: it takes no fractions, and what is no combination of the sums in
  /// truth is hardly ever one here.
  private static final long PRIME = 2_147_483_647L;

  private final int groups;
  private final List<long[]> sums = new ArrayList<>();
  private int nothing;

  /// @param groups how many there are that no sum tells apart further
  LinearAttacker(int groups) {
    this.groups = groups;
  }

  /// Hears a sum.
  ///
  /// @param of the groups that are in it
  void hear(int of, boolean isNothing) {
    sums.add(sum(of));
    if (isNothing) {
      nothing |= of;
    }
  }

  /// A set of groups whose sum can be worked out and must not be; zero if there is none.
  int workOut(IntPredicate mustNot) {
    var known = echelon();
    var unknown = ((1 << groups) - 1) & ~nothing;
    for (var of = unknown; of != 0; of = (of - 1) & unknown) {
      if (mustNot.test(of) && isCombination(sum(of), known)) {
        return of;
      }
    }
    return 0;
  }

  private long[] sum(int of) {
    return IntStream.range(0, groups).mapToLong(i -> of >> i & 1).toArray();
  }

  /// Each sum with a one where all others have nothing.
  private List<long[]> echelon() {
    var known = new ArrayList<long[]>();
    for (var told : sums) {
      var sum = told.clone();
      IntStream.range(0, groups).filter(i -> (nothing >> i & 1) == 1).forEach(i -> sum[i] = 0);
      reduce(sum, known);
      var lead = lead(sum);
      if (lead >= 0) {
        scale(sum, inverse(sum[lead]));
        known.add(sum);
      }
    }
    return known;
  }

  private static boolean isCombination(long[] sum, List<long[]> known) {
    reduce(sum, known);
    return lead(sum) < 0;
  }

  private static void reduce(long[] sum, List<long[]> known) {
    for (var one : known) {
      var factor = sum[lead(one)];
      for (var i = 0; factor != 0 && i < sum.length; i++) {
        sum[i] = Math.floorMod(sum[i] - factor * one[i] % PRIME, PRIME);
      }
    }
  }

  private static int lead(long[] sum) {
    for (var i = 0; i < sum.length; i++) {
      if (sum[i] != 0) {
        return i;
      }
    }
    return -1;
  }

  private static void scale(long[] sum, long factor) {
    for (var i = 0; i < sum.length; i++) {
      sum[i] = sum[i] * factor % PRIME;
    }
  }

  /// By Fermat's little theorem.
  private static long inverse(long number) {
    var result = 1L;
    var power = number;
    for (var exponent = PRIME - 2; exponent > 0; exponent >>= 1) {
      if ((exponent & 1) == 1) {
        result = result * power % PRIME;
      }
      power = power * power % PRIME;
    }
    return result;
  }
}
