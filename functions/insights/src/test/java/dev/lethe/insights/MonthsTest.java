package dev.lethe.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lethe.shared.api.RefusedException;
import java.time.YearMonth;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonthsTest {

  private static final YearMonth PRESENT = YearMonth.parse("2027-01");

  private static Months months(String from, String to) {
    return new Months(YearMonth.parse(from), YearMonth.parse(to));
  }

  @Test
  void withoutParametersThereAreThePresentOneAndTheOneBefore() throws RefusedException {
    assertThat(Months.read(Map.of(), PRESENT)).isEqualTo(months("2026-12", "2027-01"));
    assertThat(Months.read(Map.of("to", "2026-03"), PRESENT))
        .isEqualTo(months("2026-02", "2026-03"));
    assertThat(Months.read(Map.of("from", "2026-11"), PRESENT).each().map(YearMonth::toString))
        .containsExactly("2026-11", "2026-12", "2027-01");
  }

  @Test
  void thereAreTwoYearsOfThemAtMost() throws RefusedException {
    assertThat(Months.read(Map.of("from", "2025-02"), PRESENT).each()).hasSize(24);
    assertRefused(Map.of("from", "2025-01"), "24 months");
  }

  @ParameterizedTest
  @CsvSource({
    "from, 2027-02, must not be after",
    "from, 2026-11-24, 'a month, such as 2026-11.'",
    "to, 1969-12, 'a month, such as 2026-11.'",
    "to, +12026-01, 'a month, such as 2026-11.'",
    "to, '', 'a month, such as 2026-11.'",
    "month, 2026-11, 'from, to.'",
  })
  void whatIsNoQuestionIsRefused(String name, String value, String says) {
    assertRefused(Map.of(name, value), says);
  }

  private static void assertRefused(Map<String, String> parameters, String says) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> Months.read(parameters, PRESENT))
        .satisfies(refused -> assertThat(refused.problem().detail()).contains(says));
  }
}
