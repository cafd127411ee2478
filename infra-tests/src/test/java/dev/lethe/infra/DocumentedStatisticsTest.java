package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.insights.Statistic;
import dev.lethe.shared.counters.Interval;
import dev.lethe.shared.record.WireNamed;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The table in `docs/statistics.md` says of each statistic what the code does.
class DocumentedStatisticsTest {

  private static final String DOCUMENT = "docs/statistics.md";

  static Stream<Arguments> statistics() {
    return Documents.rows(DOCUMENT, "measures").stream()
        .map(row ->
            Arguments.of(
                Documents.names(row.getFirst()).getFirst(),
                Documents.names(row.get(2)),
                Documents.names(row.getLast())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("statistics")
  void itsIntervalsAndItsMeasuresAreThose(
      String name, List<String> intervals, List<String> measures) {
    var statistic = WireNamed.find(Statistic.class, name).orElseThrow();
    assertThat(intervals)
        .containsExactlyElementsOf(statistic.intervals().stream().map(Interval::wireName).toList());
    assertThat(measures).containsExactlyElementsOf(statistic.measureNames());
  }

  @Test
  void allAreThere() {
    assertThat(statistics().map(row -> row.get()[0]))
        .containsExactlyElementsOf(
            Arrays.stream(Statistic.values()).map(Statistic::wireName).toList());
  }
}
