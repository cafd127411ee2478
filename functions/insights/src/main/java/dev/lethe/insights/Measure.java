package dev.lethe.insights;

import dev.lethe.shared.counters.Metric;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One number of a statistic.
///
/// @param name its name in answers
/// @param says what it says, for people
/// @param about whom; it is told only where each of these may be told
/// @param part which part of them, if it is of one: parts are told where those who are in them are,
///   but not by the hour, since hours and parts could be set off against each other
/// @param isSum whether it can be told of all groups together that are not shown: it is made of
///   numbers that add up, which numbers of subjects do not, since somebody may be in two groups
/// @param of the number; nothing where there is none, as a mean of nothing
record Measure(
    String name,
    String says,
    Set<Crowd> about,
    @Nullable Crowd part,
    boolean isSum,
    Function<Cell, @Nullable Number> of) {

  /// The name of the measure that every statistic has.
  static final String N = "n";

  private static final int DIGITS = 2;

  Measure {
    about = Set.copyOf(about);
  }

  /// One that adds up.
  static Measure sum(String name, String says, Crowd about, Function<Cell, @Nullable Number> of) {
    return new Measure(name, says, Set.of(about), null, true, of);
  }

  /// How often something happened.
  static Measure count(String name, String says, Metric metric) {
    return sum(name, says, Crowd.in(metric), cell -> cell.of(metric).n());
  }

  /// How many subjects a crowd is.
  static Measure subjects(String name, String says, Crowd crowd) {
    return new Measure(name, says, Set.of(crowd), null, false, crowd::size);
  }

  /// How many subjects a part of a crowd is.
  static Measure part(String name, String says, Crowd whole, Crowd part) {
    return new Measure(name, says, Set.of(whole), part, false, part::size);
  }

  /// Something for each subject of a metric, with two digits behind the point.
  static Measure perSubject(
      String says, Set<Crowd> about, Function<Cell, Long> something, Metric metric) {
    return new Measure(
        "perSubject",
        says,
        about,
        null,
        false,
        cell -> mean(something.apply(cell), cell.of(metric).subjects(), DIGITS));
  }

  /// A mean; nothing of nothing.
  static @Nullable BigDecimal mean(long sum, long of, int digits) {
    return of <= 0
        ? null
        : BigDecimal.valueOf(sum).divide(BigDecimal.valueOf(of), digits, RoundingMode.HALF_UP);
  }
}
