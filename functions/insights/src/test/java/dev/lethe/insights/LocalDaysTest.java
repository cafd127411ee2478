package dev.lethe.insights;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalDaysTest {

  @ParameterizedTest
  @CsvSource({
    "UTC, 2026-11-24, 24, 2026-11-24T00, 2026-11-24T23",
    "Europe/Berlin, 2026-11-24, 24, 2026-11-23T23, 2026-11-24T22",
    "Europe/Berlin, 2026-03-29, 23, 2026-03-28T23, 2026-03-29T21",
    "Europe/Berlin, 2026-10-25, 25, 2026-10-24T22, 2026-10-25T22",
    "America/New_York, 2026-11-24, 24, 2026-11-24T05, 2026-11-25T04",
    "Asia/Kolkata, 2026-11-24, 25, 2026-11-23T18, 2026-11-24T18",
    "Australia/Lord_Howe, 2026-10-04, 24, 2026-10-03T13, 2026-10-04T12",
  })
  void aDayHasItsHours(String zone, LocalDate day, int number, String first, String last) {
    var days = new LocalDays(ZoneId.of(zone));
    var hours = days.hours(day);
    assertThat(hours).hasSize(number);
    assertThat(hours.getFirst()).isEqualTo(days.firstHour(day)).hasToString(first);
    assertThat(hours.getLast()).isEqualTo(days.lastHour(day)).hasToString(last);
    assertThat(hours).allSatisfy(hour -> assertThat(days.of(hour)).contains(day));
  }

  @Test
  void whereMidnightIsInAnHourTwoDaysShareIt() {
    var days = new LocalDays(ZoneId.of("Asia/Kolkata"));
    var day = LocalDate.parse("2026-11-24");
    assertThat(days.of(days.firstHour(day))).containsExactly(day.minusDays(1), day);
    assertThat(days.of(days.firstHour(day).next())).containsExactly(day);
    assertThat(days.firstHour(day)).isEqualTo(days.lastHour(day.minusDays(1)));
  }
}
