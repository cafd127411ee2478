package dev.lethe.insights;

import static dev.lethe.insights.Asker.counted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.insights.Answer.Series;
import dev.lethe.shared.counters.Interval;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.record.Dimension;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InsightsTest {

  private static final String MONDAY = "2026-11-23";
  private static final String TUESDAY = "2026-11-24";

  private final Asker all = new Asker(1);
  private final Asker asker = new Asker(10);

  private static Map<String, String> byPlatform(Asker asker, Interval interval) {
    return asker.ask(Statistic.EVENTS, interval, Dimension.PLATFORM);
  }

  private static Map<String, String> byDay(Asker asker) {
    return byPlatform(asker, Interval.DAY);
  }

  @Test
  void aSeriesHasNumbersForEachOfItsDays() {
    all.value(Metric.EVENTS, Dimension.PLATFORM, MONDAY, "ios", counted(3, 2));
    all.value(Metric.EVENTS, Dimension.PLATFORM, TUESDAY, "ios", counted(4, 1));
    assertThat(byDay(all))
        .containsOnly(
            Map.entry("ios", "{2026-11-23={n=3, subjects=2}, 2026-11-24={n=4, subjects=1}}"));
  }

  @Test
  void theLargestSeriesComesFirstAndEqualOnesByName() {
    all.events(MONDAY, Map.of("web", 5, "android", 2, "ios", 2));
    assertThat(all.answer(Statistic.EVENTS, Interval.DAY, Dimension.PLATFORM).series())
        .extracting(Series::key)
        .containsExactly("web", "android", "ios");
  }

  /// A session's length is no measure of how many there were.
  @Test
  void aSeriesOfMeansIsAsLargeAsWhatTheyAreOf() {
    all.value(Metric.SESSION_ENDS, Dimension.PLATFORM, MONDAY, "ios", new Numbers(1, 1, 0, 9_000));
    all.value(Metric.SESSION_ENDS, Dimension.PLATFORM, MONDAY, "web", new Numbers(2, 1, 0, 10));
    assertThat(all.answer(Statistic.SESSION_LENGTH, Interval.DAY, Dimension.PLATFORM).series())
        .extracting(Series::key)
        .containsExactly("web", "ios");
  }

  /// However many events they have.
  @Test
  void groupsOfFewSubjectsAreToldTogetherWithTheSmallestOther() {
    asker.events(MONDAY, Map.of("ios", 10, "web", 30, "tvos", 20));
    asker.value(Metric.EVENTS, Dimension.PLATFORM, MONDAY, "android", counted(500, 9));
    assertThat(byDay(asker))
        .containsOnly(
            Map.entry("tvos", "{2026-11-23={n=20, subjects=20}}"),
            Map.entry("web", "{2026-11-23={n=30, subjects=30}}"),
            Map.entry("(suppressed)", "{2026-11-23={n=510}}"));
  }

  @Test
  void whereNoGroupIsLargeAllAreToldTogetherIfTheyAreEnough() {
    asker.value(Metric.EVENTS, Dimension.PLATFORM, MONDAY, "ios", counted(9, 9));
    asker.value(Metric.EVENTS, Dimension.PLATFORM, MONDAY, "web", counted(9, 9));
    asker.total(Metric.EVENTS, MONDAY, counted(18, 10));
    assertThat(byDay(asker)).containsOnly(Map.entry("(suppressed)", "{2026-11-23={n=18}}"));
    asker.total(Metric.EVENTS, MONDAY, counted(18, 9));
    assertThat(byDay(asker)).isEmpty();
    assertThat(asker.ask(Statistic.EVENTS, Interval.DAY, null)).isEmpty();
  }

  @Test
  void anApplicationMayAskForLargerGroupsAndForNoSmallerOnes() {
    asker.events(MONDAY, Map.of("ios", 10, "web", 12));
    assertThat(byDay(asker.in("UTC", 9))).containsKeys("ios", "web");
    assertThat(byDay(asker.in("UTC", 11)).keySet()).containsExactly("(suppressed)");
    assertThat(asker.answer(Statistic.EVENTS, Interval.DAY, null).threshold()).isEqualTo(11);
  }

  @Test
  void whatBecameOfEventsIsAboutNobody() {
    asker.value(Metric.INTAKE, Dimension.OUTCOME, MONDAY, "rejected_too_old", counted(1, 0));
    asker.total(Metric.INTAKE, MONDAY, counted(1, 0));
    assertThat(asker.ask(Statistic.INTAKE, Interval.DAY, Dimension.OUTCOME))
        .containsOnly(Map.entry("rejected_too_old", "{2026-11-23={n=1}}"));
    assertThat(asker.answer(Statistic.INTAKE, Interval.DAY, null).threshold()).isEqualTo(1);
  }

  /// Small groups of days long ago were hidden for good.
  @Test
  void whatWasHiddenForGoodStaysHiddenAndHidesNobodyElse() {
    asker.events(MONDAY, Map.of("ios", 20, "web", 30));
    asker.value(Metric.EVENTS, Dimension.PLATFORM, MONDAY, "(suppressed)", counted(7, 4));
    assertThat(byDay(asker))
        .containsOnly(
            Map.entry("web", "{2026-11-23={n=30, subjects=30}}"),
            Map.entry("(suppressed)", "{2026-11-23={n=27}}"));
    asker.value(Metric.EVENTS, Dimension.PLATFORM, MONDAY, "(suppressed)", counted(17, 11));
    assertThat(byDay(asker))
        .containsKeys("ios", "web")
        .containsEntry("(suppressed)", "{2026-11-23={n=17}}");
  }

  @Test
  void pagesInTheOrderOfKeysFollowEachOther() {
    asker.events(MONDAY, Map.of("web", 50, "android", 10, "ios", 20, "tvos", 6, "visionos", 11));
    var first = page(new Page(Page.Order.KEY, 2, null));
    assertThat(first.series()).extracting(Series::key).containsExactly("ios", "visionos");
    assertThat(first.leftOut()).isEqualTo(2);
    assertThat(first.next()).isEqualTo("visionos");
    asker.events(
        MONDAY,
        Map.of("web", 50, "android", 10, "ios", 20, "tvos", 6, "visionos", 11, "watchos", 12));
    var second = page(new Page(Page.Order.KEY, 2, first.next()));
    assertThat(second.series()).extracting(Series::key).containsExactly("watchos", "web");
    var third = page(new Page(Page.Order.KEY, 2, second.next()));
    assertThat(third.series()).extracting(Series::key).containsExactly("(suppressed)");
    assertThat(third.leftOut()).isZero();
    assertThat(third.next()).isNull();
  }

  @Test
  void theLargestAloneCanBeAskedFor() {
    asker.events(MONDAY, Map.of("web", 50, "android", 10, "ios", 20));
    var answer = page(new Page(Page.Order.SIZE, 2, null));
    assertThat(answer.series()).extracting(Series::key).containsExactly("web", "ios");
    assertThat(answer.leftOut()).isEqualTo(1);
    assertThat(answer.next()).isNull();
  }

  private Answer page(Page page) {
    return asker.answer(Statistic.EVENTS, Interval.DAY, Dimension.PLATFORM, page);
  }

  @Test
  void whatIsPastItsTimeIsNotShown() {
    all.events(MONDAY, Map.of("ios", 3));
    all.events(TUESDAY, Map.of("ios", 4));
    assertThat(byDay(all.at("2028-12-22T23:59:59Z")).get("ios")).contains(MONDAY, TUESDAY);
    assertThat(byDay(all.at("2028-12-23T00:00:00Z")).get("ios"))
        .contains(TUESDAY)
        .doesNotContain(MONDAY);
    assertThat(byDay(all.at("2028-12-24T00:00:00Z"))).isEmpty();
  }

  /// A counter that is being corrected may be under zero for a moment.
  @Test
  void aCounterUnderZeroTakesNothingFromOthers() {
    asker.events(MONDAY, Map.of("ios", 9, "web", 12));
    asker.value(Metric.EVENTS, Dimension.PLATFORM, MONDAY, "tvos", counted(-3, -1));
    assertThat(byDay(asker)).containsOnly(Map.entry("(suppressed)", "{2026-11-23={n=21}}"));
  }

  @Test
  void aCounterAtZeroIsNotShown() {
    all.events(MONDAY, Map.of("ios", 0));
    assertThat(byDay(all)).isEmpty();
  }
}
