package dev.lethe.insights;

import static dev.lethe.insights.Asker.counted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Interval;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.record.Dimension;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Of days long ago small groups were summed for good: what is not there any more is not told to be
/// nothing.
class ClosedTest {

  private static final String DAY = "2026-11-24";
  private static final String LAST_OPEN = "2027-02-24T23:59:59Z";
  private static final String FIRST_CLOSED = "2027-02-25T00:00:00Z";

  private final Asker asker = new Asker(10).at(FIRST_CLOSED);

  private void platform(Metric metric, String platform, Numbers numbers) {
    asker.value(metric, Dimension.PLATFORM, DAY, platform, numbers);
  }

  private Map<String, String> byPlatform(Statistic statistic) {
    return asker.ask(statistic, Interval.DAY, Dimension.PLATFORM);
  }

  @Test
  void whatTheTotalLacksIsNotToldToBeNothing() {
    asker.total(Metric.OFFERINGS_SHOWN, DAY, counted(60, 30));
    assertThat(asker.ask(Statistic.OFFERINGS, Interval.DAY, null))
        .containsOnly(Map.entry("total", "{2026-11-24={n=60}}"));
    assertThat(asker.at(LAST_OPEN).ask(Statistic.OFFERINGS, Interval.DAY, null))
        .containsOnly(
            Map.entry("total", "{2026-11-24={n=60, clicked=0, dismissed=0, completed=0}}"));
  }

  @Test
  void whatAValueLacksIsNothingOnlyIfNothingWasSummed() {
    asker.total(Metric.OFFERINGS_SHOWN, DAY, counted(60, 30));
    asker.total(Metric.OFFERINGS_CLICKED, DAY, counted(20, 20));
    asker.total(Metric.OFFERINGS_DISMISSED, DAY, counted(15, 15));
    platform(Metric.OFFERINGS_SHOWN, "ios", counted(20, 10));
    platform(Metric.OFFERINGS_SHOWN, "web", counted(40, 20));
    platform(Metric.OFFERINGS_CLICKED, CounterKey.SUPPRESSED, counted(20, 14));
    platform(Metric.OFFERINGS_DISMISSED, "web", counted(15, 15));
    assertThat(byPlatform(Statistic.OFFERINGS))
        .containsOnly(
            Map.entry("ios", "{2026-11-24={n=20, dismissed=0}}"),
            Map.entry("web", "{2026-11-24={n=40, dismissed=15}}"),
            Map.entry("(suppressed)", "{2026-11-24={n=0, clicked=20, dismissed=0}}"));
  }

  /// Who is in none of the classes that are told is in one that is not there any more.
  @Test
  void aClassThatIsGoneIsHiddenByAnother() {
    asker.total(Metric.RUNS, DAY, counted(300, 123));
    asker.total(Metric.RAN_ONCE, DAY, counted(60, 60));
    asker.total(Metric.RAN_TWICE, DAY, counted(40, 40));
    asker.total(Metric.RAN_3_TO_5, DAY, counted(20, 20));
    assertThat(asker.ask(Statistic.RUNS_PER_USER, Interval.DAY, null))
        .containsOnly(Map.entry("total", "{2026-11-24={n=123, 1=60, 2=40}}"));
  }

  @Test
  void ofAValueSomeOfWhoseClassesWereSummedNoneIsTold() {
    asker.total(Metric.RUNS, DAY, counted(150, 110));
    asker.total(Metric.RAN_ONCE, DAY, counted(70, 70));
    asker.total(Metric.RAN_TWICE, DAY, counted(40, 40));
    platform(Metric.RUNS, "ios", counted(48, 39));
    platform(Metric.RUNS, "tvos", counted(54, 42));
    platform(Metric.RUNS, "web", counted(48, 29));
    platform(Metric.RAN_ONCE, "ios", counted(30, 30));
    platform(Metric.RAN_ONCE, "tvos", counted(30, 30));
    platform(Metric.RAN_ONCE, "web", counted(10, 10));
    platform(Metric.RAN_TWICE, "web", counted(19, 19));
    platform(Metric.RAN_TWICE, CounterKey.SUPPRESSED, counted(21, 12));
    assertThat(byPlatform(Statistic.RUNS_PER_USER))
        .containsOnly(
            Map.entry("ios", "{2026-11-24={n=39}}"),
            Map.entry("tvos", "{2026-11-24={n=42}}"),
            Map.entry("web", "{2026-11-24={n=29, 1=10, 2=19}}"),
            Map.entry("(suppressed)", "{2026-11-24={}}"));
  }

  /// One who ran the app on Android ran it 3 to 5 times: all but those of the web, less all who ran
  /// it twice but those of the web.
  @Test
  void noneIsToldEvenIfAnotherHidesThoseThatAreGone() {
    asker.total(Metric.RUNS, DAY, counted(150, 42));
    asker.total(Metric.RAN_ONCE, DAY, counted(10, 10));
    asker.total(Metric.RAN_TWICE, DAY, counted(21, 21));
    asker.total(Metric.RAN_3_TO_5, DAY, counted(10, 10));
    platform(Metric.RUNS, "web", counted(100, 30));
    platform(Metric.RUNS, CounterKey.SUPPRESSED, counted(50, 11));
    platform(Metric.RAN_ONCE, "web", counted(10, 10));
    platform(Metric.RAN_TWICE, "web", counted(10, 10));
    platform(Metric.RAN_TWICE, CounterKey.SUPPRESSED, counted(11, 10));
    platform(Metric.RAN_3_TO_5, CounterKey.SUPPRESSED, counted(10, 9));
    assertThat(byPlatform(Statistic.RUNS_PER_USER)).containsEntry("web", "{2026-11-24={n=30}}");
  }

  /// Who was new is not kept of them.
  @Test
  void whatWasSummedMayBeAFewNewOnes() {
    asker.total(Metric.EVENTS, DAY, new Numbers(300, 100, 45, 0));
    platform(Metric.EVENTS, "ios", new Numbers(80, 40, 20, 0));
    platform(Metric.EVENTS, "tvos", new Numbers(90, 45, 24, 0));
    platform(Metric.EVENTS, CounterKey.SUPPRESSED, new Numbers(130, 15, 0, 0));
    assertThat(byPlatform(Statistic.USERS))
        .containsOnly(
            Map.entry("ios", "{2026-11-24={n=40}}"),
            Map.entry("tvos", "{2026-11-24={n=45, new=24, returning=21}}"),
            Map.entry("(suppressed)", "{2026-11-24={}}"));
  }
}
