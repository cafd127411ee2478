package dev.lethe.insights;

import dev.lethe.shared.api.Parameters;
import dev.lethe.shared.api.RefusedException;
import dev.lethe.shared.counters.Interval;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.WireNamed;
import dev.lethe.shared.registry.Application;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads a question from the parameters of a query.
final class QuestionReader {

  /// The days of an answer when `from` is not told.
  private static final int DAYS = 30;

  /// The days of an answer by the hour when `from` is not told: today and yesterday.
  private static final int DAYS_OF_HOURS = 2;

  /// The days of an answer by the week when `from` is not told: twelve weeks.
  private static final int DAYS_OF_WEEKS = 84;

  /// The days of an answer by the month when `from` is not told: a year.
  private static final int DAYS_OF_MONTHS = 365;

  /// The most days of one answer that tells values apart: some hundreds of them each day, and a
  /// function answers with 6 MB at most
  /// (<https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html>).
  private static final int MOST_DAYS_BY_VALUES = 92;

  /// The same by the hour.
  private static final int MOST_DAYS_OF_HOURS_BY_VALUES = 3;

  /// The most days of one answer by the hour.
  private static final int MOST_DAYS_OF_HOURS = 31;

  /// The most days of one answer: a little over two years.
  private static final int MOST_DAYS = 800;

  private static final List<String> PARAMETERS =
      List.of("from", "to", "by", "interval", "order", "limit", "after", "format");

  private final Clock clock;

  QuestionReader(Clock clock) {
    this.clock = clock;
  }

  /// @throws RefusedException if it cannot be answered
  Asked read(Application application, Statistic statistic, Map<String, String> parameters)
      throws RefusedException {
    Parameters.only(PARAMETERS, parameters);
    return new Asked(
        question(application, statistic, parameters),
        page(parameters),
        one(EnumSet.allOf(Asked.Format.class), "format", parameters, Asked.Format.JSON));
  }

  private Question question(
      Application application, Statistic statistic, Map<String, String> parameters)
      throws RefusedException {
    var interval = one(statistic.intervals(), "interval", parameters, Interval.DAY);
    var today = LocalDate.ofInstant(clock.instant(), Question.zone(application, interval));
    var to = Parameters.day("to", parameters, today);
    var from = Parameters.day("from", parameters, to.minusDays(days(interval) - 1L));
    if (from.isAfter(to)) {
      throw RefusedException.badRequest("The day from must not be after the day to.");
    }
    var by = dimension(statistic, parameters.get("by"));
    var most = most(interval, by != null);
    if (ChronoUnit.DAYS.between(from, to) >= most) {
      throw RefusedException.badRequest("One answer holds " + most + " days at most.");
    }
    return new Question(application, statistic, interval, by, from, to);
  }

  private static int most(Interval interval, boolean isByValues) {
    return switch (interval) {
      case HOUR -> isByValues ? MOST_DAYS_OF_HOURS_BY_VALUES : MOST_DAYS_OF_HOURS;
      case DAY -> isByValues ? MOST_DAYS_BY_VALUES : MOST_DAYS;
      case WEEK, MONTH -> MOST_DAYS;
    };
  }

  private static int days(Interval interval) {
    return switch (interval) {
      case HOUR -> DAYS_OF_HOURS;
      case DAY -> DAYS;
      case WEEK -> DAYS_OF_WEEKS;
      case MONTH -> DAYS_OF_MONTHS;
    };
  }

  private static Page page(Map<String, String> parameters) throws RefusedException {
    var order = one(EnumSet.allOf(Page.Order.class), "order", parameters, Page.Order.SIZE);
    var after = parameters.get("after");
    if (after != null && order != Page.Order.KEY) {
      throw RefusedException.badRequest(
          "The parameter after needs order=key: sizes change while pages are turned.");
    }
    return new Page(order, Parameters.limit(parameters, Page.MOST), after);
  }

  private static <E extends WireNamed> E one(
      Set<E> of, String name, Map<String, String> parameters, E otherwise) throws RefusedException {
    var text = parameters.get(name);
    if (text == null) {
      return otherwise;
    }
    return of.stream()
        .filter(constant -> constant.wireName().equals(text))
        .findFirst()
        .orElseThrow(() ->
            RefusedException.badRequest(
                "The parameter "
                    + name
                    + " must be one of: "
                    + of.stream().map(WireNamed::wireName).collect(Collectors.joining(", "))
                    + "."));
  }

  private static @Nullable Dimension dimension(Statistic statistic, @Nullable String name)
      throws RefusedException {
    if (name == null) {
      return null;
    }
    var found = WireNamed.find(Dimension.class, name);
    if (found.isEmpty() || !statistic.dimensions().contains(found.get())) {
      throw RefusedException.badRequest(
          "The parameter by must be one of: "
              + statistic.dimensions().stream()
                  .map(Dimension::wireName)
                  .collect(Collectors.joining(", "))
              + ".");
    }
    return found.get();
  }
}
