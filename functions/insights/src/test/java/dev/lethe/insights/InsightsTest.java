package dev.lethe.insights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.insights.Answer.Series;
import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Interval;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.record.Dimension;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class InsightsTest {

  private static final LocalDate MONDAY = LocalDate.parse("2026-11-23");
  private static final LocalDate TUESDAY = LocalDate.parse("2026-11-24");

  private final Map<CounterKey, Long> numbers = new HashMap<>();

  private void count(String platform, LocalDate day, long number) {
    numbers.put(new CounterKey("app_1", Metric.EVENTS, Dimension.PLATFORM, day, platform), number);
  }

  private static SortedMap<Bucket, Long> of(LocalDate day, Long number) {
    return new TreeMap<>(Map.of(Bucket.of(day), number));
  }

  private static SortedMap<Bucket, Long> of(LocalDate day, Long number, LocalDate next, Long more) {
    return new TreeMap<>(Map.of(Bucket.of(day), number, Bucket.of(next), more));
  }

  private Answer answer(int threshold, Page page) {
    return answer(threshold, "2026-11-24T12:00:00Z", page);
  }

  private Answer answer(int threshold, String now) {
    return answer(threshold, now, Page.FIRST);
  }

  private Answer answer(int threshold, String now, Page page) {
    var question =
        new Question("app_1", Metric.EVENTS, Interval.DAY, Dimension.PLATFORM, MONDAY, TUESDAY);
    var clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
    return new Insights(asked -> numbers, threshold, clock).answer(question, page);
  }

  private Answer answer(int threshold) {
    return answer(threshold, "2026-11-24T12:00:00Z");
  }

  @Test
  void aSeriesHasANumberForEachOfItsDays() {
    count("ios", MONDAY, 3);
    count("ios", TUESDAY, 4);
    assertThat(answer(1).series()).containsExactly(new Series("ios", of(MONDAY, 3L, TUESDAY, 4L)));
  }

  @Test
  void theLargestSeriesComesFirstAndEqualOnesByName() {
    count("web", MONDAY, 5);
    count("android", MONDAY, 2);
    count("ios", MONDAY, 2);
    assertThat(answer(1).series()).extracting(Series::key).containsExactly("web", "android", "ios");
  }

  @Test
  void smallGroupsOfADayAreSummedAndComeLast() {
    count("web", MONDAY, 10);
    count("ios", MONDAY, 9);
    count("android", MONDAY, 8);
    count("ios", TUESDAY, 10);
    var answer = answer(10);
    assertThat(answer.threshold()).isEqualTo(10);
    assertThat(answer.series())
        .containsExactly(
            new Series("ios", of(TUESDAY, 10L)),
            new Series("web", of(MONDAY, 10L)),
            new Series("(suppressed)", of(MONDAY, 17L)));
  }

  @Test
  void pagesInTheOrderOfKeysFollowEachOther() {
    count("web", MONDAY, 50);
    count("android", MONDAY, 10);
    count("ios", MONDAY, 20);
    count("tvos", MONDAY, 6);
    count("watchos", MONDAY, 7);
    var first = answer(10, new Page(Page.Order.KEY, 2, null));
    assertThat(first.series()).extracting(Series::key).containsExactly("android", "ios");
    assertThat(first.leftOut()).isEqualTo(2);
    assertThat(first.next()).isEqualTo("ios");
    count("ios", MONDAY, 500);
    count("ipados", MONDAY, 30);
    var second = answer(10, new Page(Page.Order.KEY, 2, first.next()));
    assertThat(second.series()).extracting(Series::key).containsExactly("ipados", "web");
    var third = answer(10, new Page(Page.Order.KEY, 2, second.next()));
    assertThat(third.series()).extracting(Series::key).containsExactly("(suppressed)");
    assertThat(third.leftOut()).isZero();
    assertThat(third.next()).isNull();
  }

  @Test
  void theLargestAloneCanBeAskedFor() {
    count("web", MONDAY, 50);
    count("android", MONDAY, 10);
    count("ios", MONDAY, 20);
    var answer = answer(1, new Page(Page.Order.SIZE, 2, null));
    assertThat(answer.series()).extracting(Series::key).containsExactly("web", "ios");
    assertThat(answer.leftOut()).isEqualTo(1);
    assertThat(answer.next()).isNull();
  }

  @Test
  void whatIsPastItsTimeIsNotShown() {
    count("ios", MONDAY, 3);
    count("ios", TUESDAY, 4);
    assertThat(answer(1, "2028-12-22T23:59:59Z").series().getFirst().values()).hasSize(2);
    assertThat(answer(1, "2028-12-23T00:00:00Z").series().getFirst().values())
        .containsOnlyKeys(Bucket.of(TUESDAY));
    assertThat(answer(1, "2028-12-24T00:00:00Z").series()).isEmpty();
  }

  @Test
  void hoursAreHiddenEachByItself() {
    var nine = new Bucket(MONDAY, 9);
    var ten = new Bucket(MONDAY, 10);
    numbers.put(new CounterKey("app_1", Metric.EVENTS, Dimension.PLATFORM, nine, "ios"), 12L);
    numbers.put(new CounterKey("app_1", Metric.EVENTS, Dimension.PLATFORM, ten, "ios"), 9L);
    assertThat(answer(10).series())
        .containsExactly(new Series("ios", new TreeMap<>(Map.of(nine, 12L))));
  }

  /// A counter that is being corrected may be under zero for a moment.
  @Test
  void aCounterUnderZeroTakesNothingFromOthers() {
    count("tvos", MONDAY, -3);
    count("ios", MONDAY, 9);
    count("web", MONDAY, 12);
    assertThat(answer(10).series()).containsExactly(new Series("(suppressed)", of(MONDAY, 21L)));
  }

  @Test
  void aCounterAtZeroIsNotShown() {
    count("ios", MONDAY, 0);
    assertThat(answer(1).series()).isEmpty();
  }
}
