package dev.lethe.insights;

import dev.lethe.shared.api.Parameters;
import dev.lethe.shared.api.RefusedException;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Months of an application's time zone that are asked for.
///
/// @param to the last one, included
record Months(YearMonth from, YearMonth to) {

  /// The most months of one answer: two years, of which counters are kept whole.
  static final int MOST_MONTHS = 24;

  private static final List<String> PARAMETERS = List.of("from", "to");

  /// Those of a query: without `from` there are two, without `to` it ends with the present one.
  ///
  /// @throws RefusedException if it cannot be answered
  static Months read(Map<String, String> parameters, YearMonth present) throws RefusedException {
    Parameters.only(PARAMETERS, parameters);
    var to = Parameters.month("to", parameters, present);
    var from = Parameters.month("from", parameters, to.minusMonths(1));
    if (from.isAfter(to)) {
      throw RefusedException.badRequest("The month from must not be after the month to.");
    }
    if (ChronoUnit.MONTHS.between(from, to) >= MOST_MONTHS) {
      throw RefusedException.badRequest("One answer holds " + MOST_MONTHS + " months at most.");
    }
    return new Months(from, to);
  }

  /// Each of them, in its order.
  Stream<YearMonth> each() {
    return Stream.iterate(from, month -> !month.isAfter(to), month -> month.plusMonths(1));
  }
}
