package dev.lethe.insights;

import static dev.lethe.insights.Asker.counted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.counters.Interval;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.record.Dimension;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What each statistic tells, and what it leaves out of groups that are not told by themselves.
class StatisticTest {

  private static final String DAY = "2026-11-24";

  private final Asker asker = new Asker(10);

  private String total(Statistic statistic, Interval interval) {
    return asker.ask(statistic, interval, null).getOrDefault("total", "");
  }

  private Map<String, String> byPlatform(Statistic statistic) {
    return asker.ask(statistic, Interval.DAY, Dimension.PLATFORM);
  }

  private void platform(Metric metric, String platform, Numbers numbers) {
    asker.value(metric, Dimension.PLATFORM, DAY, platform, numbers);
  }

  @ParameterizedTest
  @EnumSource
  void eachBeginsWithN(Statistic statistic) {
    assertThat(statistic.measures().getFirst().name()).isEqualTo("n");
    assertThat(statistic.measures()).extracting(Measure::name).doesNotHaveDuplicates();
    assertThat(statistic.intervals()).contains(Interval.DAY);
  }

  @Test
  void usersAreNewOrReturn() {
    asker.total(Metric.EVENTS, DAY, new Numbers(900, 40, 12, 0));
    asker.total(Metric.USERS, "2026-W48", new Numbers(70, 70, 30, 0));
    asker.total(Metric.USERS, "2026-11", new Numbers(90, 90, 90, 0));
    assertThat(total(Statistic.USERS, Interval.DAY))
        .isEqualTo("{2026-11-24={n=40, new=12, returning=28}}");
    assertThat(total(Statistic.USERS, Interval.WEEK))
        .isEqualTo("{2026-W48={n=70, new=30, returning=40}}");
    assertThat(total(Statistic.USERS, Interval.MONTH))
        .isEqualTo("{2026-11={n=90, new=90, returning=0}}");
  }

  @Test
  void fewNewOnesAreNotToldNorWhoReturnedBesideThem() {
    asker.total(Metric.EVENTS, DAY, new Numbers(900, 40, 9, 0));
    assertThat(total(Statistic.USERS, Interval.DAY)).isEqualTo("{2026-11-24={n=40}}");
    asker.total(Metric.EVENTS, DAY, new Numbers(900, 40, 31, 0));
    assertThat(total(Statistic.USERS, Interval.DAY)).isEqualTo("{2026-11-24={n=40}}");
  }

  /// The new ones of all platforms, less those of the others, would tell.
  @Test
  void fewNewOnesOfAValueHideThoseOfAnother() {
    asker.total(Metric.EVENTS, DAY, new Numbers(900, 160, 49, 0));
    platform(Metric.EVENTS, "ios", new Numbers(300, 40, 4, 0));
    platform(Metric.EVENTS, "web", new Numbers(300, 50, 20, 0));
    platform(Metric.EVENTS, "tvos", new Numbers(300, 70, 25, 0));
    assertThat(byPlatform(Statistic.USERS))
        .containsOnly(
            Map.entry("ios", "{2026-11-24={n=40}}"),
            Map.entry("web", "{2026-11-24={n=50}}"),
            Map.entry("tvos", "{2026-11-24={n=70, new=25, returning=45}}"));
  }

  @Test
  void anHourDoesNotTellWhoIsNew() {
    asker.total(Metric.EVENTS, DAY, new Numbers(900, 40, 20, 0));
    asker.total(Metric.EVENTS, "2026-11-24T10", new Numbers(900, 40, 20, 0));
    assertThat(total(Statistic.USERS, Interval.HOUR)).isEqualTo("{2026-11-24T10={n=40}}");
  }

  /// Somebody may be in two groups: that there are some is told, and not how many.
  @Test
  void subjectsOfSmallGroupsAreNotAddedUp() {
    asker.events(DAY, Map.of("ios", 9, "web", 12, "tvos", 20));
    assertThat(byPlatform(Statistic.USERS))
        .containsOnly(
            Map.entry("tvos", "{2026-11-24={n=20, new=0, returning=20}}"),
            Map.entry("(suppressed)", "{2026-11-24={}}"));
  }

  @Test
  void sessionsAreToldPerSubject() {
    asker.total(Metric.SESSIONS, DAY, counted(35, 12));
    assertThat(total(Statistic.SESSIONS, Interval.DAY))
        .isEqualTo("{2026-11-24={n=35, subjects=12, perSubject=2.92}}");
  }

  @Test
  void theMeanLengthOfSmallGroupsIsThatOfAllTheirSessions() {
    asker.total(Metric.SESSION_ENDS, DAY, new Numbers(70, 31, 0, 69_000));
    platform(Metric.SESSION_ENDS, "ios", new Numbers(20, 9, 0, 20_010));
    platform(Metric.SESSION_ENDS, "web", new Numbers(10, 10, 0, 3_990));
    platform(Metric.SESSION_ENDS, "tvos", new Numbers(40, 12, 0, 45_020));
    assertThat(byPlatform(Statistic.SESSION_LENGTH))
        .containsOnly(
            Map.entry("tvos", "{2026-11-24={n=1126, sessions=40, total=45020}}"),
            Map.entry("(suppressed)", "{2026-11-24={n=800, sessions=30, total=24000}}"));
  }

  @Test
  void runs() {
    asker.total(Metric.RUNS, DAY, counted(35, 12));
    assertThat(total(Statistic.RUNS, Interval.DAY)).isEqualTo("{2026-11-24={n=35, subjects=12}}");
  }

  private void ran(String bucket, int once, int twice, int three, int six, int more) {
    asker.total(Metric.RAN_ONCE, bucket, counted(once, once));
    asker.total(Metric.RAN_TWICE, bucket, counted(twice, twice));
    asker.total(Metric.RAN_3_TO_5, bucket, counted(three, three));
    asker.total(Metric.RAN_6_TO_10, bucket, counted(six, six));
    asker.total(Metric.RAN_MORE, bucket, counted(more, more));
  }

  @Test
  void runsPerUserAreToldInClasses() {
    ran("2026-11", 50, 40, 30, 20, 10);
    assertThat(total(Statistic.RUNS_PER_USER, Interval.MONTH))
        .isEqualTo("{2026-11={n=150, 1=50, 2=40, 3-5=30, 6-10=20, 11+=10}}");
  }

  @Test
  void aSmallClassTakesTheSmallestLargeOneWithIt() {
    ran(DAY, 50, 40, 30, 0, 1);
    assertThat(total(Statistic.RUNS_PER_USER, Interval.DAY))
        .isEqualTo("{2026-11-24={n=121, 1=50, 2=40, 6-10=0}}");
  }

  @Test
  void aValueWithASmallClassTellsNoClass() {
    ran(DAY, 90, 60, 0, 0, 0);
    platform(Metric.RAN_ONCE, "ios", counted(30, 30));
    platform(Metric.RAN_TWICE, "ios", counted(9, 9));
    platform(Metric.RAN_ONCE, "web", counted(30, 30));
    platform(Metric.RAN_TWICE, "web", counted(20, 20));
    platform(Metric.RAN_ONCE, "tvos", counted(30, 30));
    platform(Metric.RAN_TWICE, "tvos", counted(31, 31));
    assertThat(byPlatform(Statistic.RUNS_PER_USER))
        .containsOnly(
            Map.entry("ios", "{2026-11-24={n=39}}"),
            Map.entry("web", "{2026-11-24={n=50}}"),
            Map.entry("tvos", "{2026-11-24={n=61, 1=30, 2=31, 3-5=0, 6-10=0, 11+=0}}"));
  }

  private void offerings() {
    asker.total(Metric.OFFERINGS_SHOWN, DAY, new Numbers(60, 30, 0, 6_000));
    asker.total(Metric.OFFERINGS_CLICKED, DAY, new Numbers(20, 16, 0, 500));
    asker.total(Metric.OFFERINGS_DISMISSED, DAY, new Numbers(12, 9, 0, 1_000));
  }

  @Test
  void offeringsAreToldInEventsAndInSubjectsAndInTime() {
    offerings();
    assertThat(total(Statistic.OFFERINGS, Interval.DAY))
        .isEqualTo("{2026-11-24={n=60, clicked=20, completed=0}}");
    assertThat(total(Statistic.OFFERING_FUNNEL, Interval.DAY))
        .isEqualTo("{2026-11-24={n=30, clicked=16, completed=0}}");
    assertThat(total(Statistic.OFFERING_TIME, Interval.DAY))
        .isEqualTo("{2026-11-24={n=7500, perSubject=250.00}}");
  }

  @Test
  void eachMeasureHidesItsOwnSmallGroups() {
    offerings();
    platform(Metric.OFFERINGS_SHOWN, "ios", counted(20, 10));
    platform(Metric.OFFERINGS_SHOWN, "web", counted(40, 20));
    platform(Metric.OFFERINGS_CLICKED, "ios", counted(4, 4));
    platform(Metric.OFFERINGS_CLICKED, "web", counted(16, 12));
    assertThat(byPlatform(Statistic.OFFERINGS))
        .containsOnly(
            Map.entry("ios", "{2026-11-24={n=20, completed=0}}"),
            Map.entry("web", "{2026-11-24={n=40, completed=0}}"),
            Map.entry("(suppressed)", "{2026-11-24={n=0, clicked=20, completed=0}}"));
  }

  /// Few clicked what was shown before: that they did would be all that the value says.
  @Test
  void aValueThatOnlyFewAreBehindIsNotNamed() {
    offerings();
    platform(Metric.OFFERINGS_SHOWN, "web", counted(60, 30));
    platform(Metric.OFFERINGS_CLICKED, "ios", counted(4, 4));
    platform(Metric.OFFERINGS_CLICKED, "web", counted(16, 12));
    assertThat(byPlatform(Statistic.OFFERINGS).keySet())
        .containsExactlyInAnyOrder("web", "(suppressed)");
  }

  /// The mean would tell how many they are whom they were shown to.
  @Test
  void timePerSubjectIsNotToldWhereTheSubjectsAreNot() {
    asker.total(Metric.OFFERINGS_SHOWN, DAY, new Numbers(9, 9, 0, 900));
    asker.total(Metric.OFFERINGS_CLICKED, DAY, new Numbers(20, 16, 0, 500));
    assertThat(total(Statistic.OFFERING_TIME, Interval.DAY)).isEqualTo("{2026-11-24={n=1400}}");
  }

  @Test
  void goals() {
    asker.total(Metric.GOALS, DAY, counted(35, 12));
    assertThat(total(Statistic.GOALS, Interval.DAY)).isEqualTo("{2026-11-24={n=35, subjects=12}}");
  }

  /// Events of few that are of no offering: as the total less what is told.
  @Test
  void whatHasNoValueIsNotGivenAway() {
    asker.total(Metric.EVENTS, DAY, counted(103, 50));
    for (var offering : Map.of("a", 20, "b", 30, "c", 50).entrySet()) {
      var numbers = counted(offering.getValue(), offering.getValue());
      asker.value(Metric.EVENTS, Dimension.OFFERING, DAY, offering.getKey(), numbers);
    }
    asker.value(Metric.EVENTS, Dimension.EVENT, DAY, "Offering Shown", counted(100, 50));
    asker.value(Metric.EVENTS, Dimension.EVENT, DAY, "Home", counted(3, 3));
    var told = asker.ask(Statistic.EVENTS, Interval.DAY, Dimension.OFFERING);
    assertThat(told.keySet()).containsExactlyInAnyOrder("b", "c", "(suppressed)");
    assertThat(told).containsEntry("(suppressed)", "{2026-11-24={}}");
    asker.total(Metric.EVENTS, DAY, counted(110, 50));
    asker.value(Metric.EVENTS, Dimension.EVENT, DAY, "Home", counted(10, 10));
    assertThat(asker.ask(Statistic.EVENTS, Interval.DAY, Dimension.OFFERING).keySet())
        .containsExactlyInAnyOrder("a", "b", "c");
  }
}
