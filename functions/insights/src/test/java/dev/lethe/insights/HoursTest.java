package dev.lethe.insights;

import static dev.lethe.insights.Asker.counted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.counters.Interval;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.record.Dimension;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Hours are told as far as the days that they are in do not give small ones away.
class HoursTest {

  private final Asker asker = new Asker(10).about("2026-11-24", "2026-11-24");

  private String total(String zone) {
    return asker.in(zone, 1).ask(Statistic.EVENTS, Interval.HOUR, null).getOrDefault("total", "");
  }

  private void hours(Map<String, Integer> subjects) {
    subjects.forEach((hour, number) -> asker.total(Metric.EVENTS, hour, counted(number, number)));
  }

  @Test
  void aSmallHourTakesTheSmallestLargeOneOfItsDayWithIt() {
    asker.total(Metric.EVENTS, "2026-11-24", counted(95, 40));
    hours(
        Map.of("2026-11-24T08", 9, "2026-11-24T09", 12, "2026-11-24T10", 14, "2026-11-24T11", 60));
    assertThat(total("UTC"))
        .isEqualTo("{2026-11-24T10={n=14, subjects=14}, 2026-11-24T11={n=60, subjects=60}}");
  }

  /// Half past midnight in Berlin is in the hour at 23 of the day before.
  @Test
  void itsDayIsTheApplications() {
    asker.total(Metric.EVENTS, "2026-11-23", counted(0, 0));
    asker.total(Metric.EVENTS, "2026-11-24", counted(72, 40));
    asker.total(Metric.EVENTS, "2026-11-25", counted(23, 12));
    hours(
        Map.of("2026-11-23T23", 9, "2026-11-24T10", 60, "2026-11-24T22", 12, "2026-11-24T23", 23));
    assertThat(total("Europe/Berlin"))
        .isEqualTo("{2026-11-24T10={n=60, subjects=60}, 2026-11-24T23={n=23, subjects=23}}");
    assertThat(total("UTC"))
        .isEqualTo(
            "{2026-11-24T10={n=60, subjects=60}, 2026-11-24T22={n=12, subjects=12},"
                + " 2026-11-24T23={n=23, subjects=23}}");
  }

  /// In India midnight is at half past an hour of UTC: nobody knows how many of that hour are of
  /// which day.
  @Test
  void anHourThatTwoDaysShareIsSmallInBoth() {
    asker.total(Metric.EVENTS, "2026-11-24", counted(150, 40));
    asker.total(Metric.EVENTS, "2026-11-25", counted(150, 40));
    hours(
        Map.of(
            "2026-11-24T09",
            50,
            "2026-11-24T10",
            40,
            "2026-11-24T18",
            90,
            "2026-11-24T19",
            60,
            "2026-11-25T04",
            30));
    assertThat(total("Asia/Kolkata"))
        .isEqualTo("{2026-11-24T09={n=50, subjects=50}, 2026-11-24T19={n=60, subjects=60}}");
  }

  @Test
  void ofADayThatIsNotToldNoHourIs() {
    asker.total(Metric.EVENTS, "2026-11-24", counted(12, 9));
    hours(Map.of("2026-11-24T09", 12));
    assertThat(total("UTC")).isEmpty();
  }

  /// What is left of a day, and the day itself, tell what is gone.
  @Test
  void ofADayWhoseFirstHoursAreGoneNoHourIsTold() {
    asker.total(Metric.EVENTS, "2026-11-24", counted(40, 40));
    hours(Map.of("2026-11-23T23", 20, "2026-11-24T10", 20));
    asker.at("2027-02-20T23:59:59Z");
    assertThat(total("Europe/Berlin")).contains("2026-11-24T10");
    asker.at("2027-02-21T00:00:00Z");
    assertThat(total("Europe/Berlin")).isEmpty();
    assertThat(total("UTC")).contains("2026-11-24T10");
  }

  @Test
  void aValueThatItsDayDoesNotTellItsHoursDoNotTellEither() {
    asker.events("2026-11-24", Map.of("ios", 9, "web", 24, "tvos", 30));
    asker.events("2026-11-24T10", Map.of("web", 24, "tvos", 30));
    asker.events("2026-11-24T11", Map.of("ios", 9, "tvos", 30));
    assertThat(asker.ask(Statistic.EVENTS, Interval.HOUR, Dimension.PLATFORM).keySet())
        .containsExactly("(suppressed)");
  }

  /// Of one day that is asked for whole days are read.
  @Test
  void onlyTheDaysThatAreAskedForAreTold() {
    asker.total(Metric.EVENTS, "2026-11-24", counted(60, 40));
    asker.total(Metric.EVENTS, "2026-11-25", counted(60, 40));
    hours(Map.of("2026-11-24T22", 30, "2026-11-24T23", 20, "2026-11-25T00", 20));
    assertThat(total("Europe/Berlin"))
        .isEqualTo("{2026-11-24T22={n=30, subjects=30}, 2026-11-24T23={n=20, subjects=20}}");
  }
}
