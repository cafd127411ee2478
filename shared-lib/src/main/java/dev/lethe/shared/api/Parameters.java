package dev.lethe.shared.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Parameters of a query. One that is not known is refused: an answer to another question than the
/// one that was asked helps nobody.
public final class Parameters {

  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 9999;

  private Parameters() {}

  /// The parameters of a request.
  ///
  /// @throws RefusedException if one is told twice: API Gateway hands on the last of them, and
  ///   nobody knows which is meant
  public static Map<String, String> of(APIGatewayProxyRequestEvent event) throws RefusedException {
    var several = event.getMultiValueQueryStringParameters();
    if (several != null && several.values().stream().anyMatch(values -> values.size() > 1)) {
      throw RefusedException.badRequest("Each parameter may be told once.");
    }
    return Objects.requireNonNullElse(event.getQueryStringParameters(), Map.of());
  }

  /// Refuses parameters that are not known.
  public static void only(List<String> known, Map<String, String> parameters)
      throws RefusedException {
    if (!known.containsAll(parameters.keySet())) {
      throw RefusedException.badRequest("The parameters are: " + String.join(", ", known) + ".");
    }
  }

  /// A day, in the form of ISO 8601.
  ///
  /// @param otherwise what holds if it is not told
  public static LocalDate day(String name, Map<String, String> parameters, LocalDate otherwise)
      throws RefusedException {
    var text = parameters.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      var day = LocalDate.parse(text);
      if (day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR) {
        return day;
      }
    } catch (DateTimeParseException e) {
      // Told below, with the name of the parameter.
    }
    throw RefusedException.badRequest(
        "The parameter " + name + " must be a day, such as 2026-11-24.");
  }

  /// A month, in the form of ISO 8601.
  ///
  /// @param otherwise what holds if it is not told
  public static YearMonth month(String name, Map<String, String> parameters, YearMonth otherwise)
      throws RefusedException {
    var text = parameters.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      var month = YearMonth.parse(text);
      if (month.getYear() >= FIRST_YEAR && month.getYear() <= LAST_YEAR) {
        return month;
      }
    } catch (DateTimeParseException e) {
      // Told below, with the name of the parameter.
    }
    throw RefusedException.badRequest(
        "The parameter " + name + " must be a month, such as 2026-11.");
  }

  /// A whole number from 1 to `most`, which holds if none is told.
  public static int limit(Map<String, String> parameters, int most) throws RefusedException {
    var text = parameters.get("limit");
    if (text == null) {
      return most;
    }
    try {
      var limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= most) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw RefusedException.badRequest(
        "The parameter limit must be a whole number, 1 to " + most + ".");
  }
}
