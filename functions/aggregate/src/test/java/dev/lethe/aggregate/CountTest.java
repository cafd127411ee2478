package dev.lethe.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Interval;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.Fact;
import dev.lethe.shared.record.Records;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What events add to statistics: a subject's first in a bucket is judged over all that came
/// before, whatever day it came under.
class CountTest {

  private static final String APP = "app_1";
  private static final Instant NOON = Records.NOON;
  private static final LocalDate DAY = Records.DAY;
  private static final LocalDate LONG_AGO = DAY.minusDays(100);
  private static final Clock NOW = Clock.fixed(NOON, ZoneOffset.UTC);
  private static final Duration ONE_DAY = Duration.ofDays(1);

  private final InMemoryLedger ledger = new InMemoryLedger();
  private final Map<CounterKey, Numbers> sum = new HashMap<>();
  private int sequence;

  /// Each record in a delivery of its own.
  private void take(LocalDate born, ZoneId zone, Fact... facts) {
    sequence++;
    var taken = Samples.of(0, born, zone, facts);
    new Bookkeeper(new Desk(ledger, taken.label()), (app, dimension, day, value) -> true, NOW)
        .book(Position.of("shardId-000000000000:" + sequence), taken)
        .forEach((counter, delta) -> sum.merge(counter, delta, Numbers::plus));
  }

  private void take(Fact... facts) {
    take(LONG_AGO, ZoneOffset.UTC, facts);
  }

  private Numbers of(Metric metric, Interval interval, LocalDate day) {
    return of(CounterKey.total(APP, metric, Bucket.of(interval, day)));
  }

  private Numbers of(CounterKey counter) {
    return sum.getOrDefault(counter, Numbers.NONE);
  }

  private Numbers ofCountry(Metric metric, Interval interval, LocalDate day, String country) {
    return of(new CounterKey(APP, metric, Dimension.COUNTRY, Bucket.of(interval, day), country));
  }

  private static Fact seen(Instant time) {
    return Records.tracked("Seen", "ios", "DE", time);
  }

  private static Fact run(Instant time) {
    return Records.tracked("Application Opened", "ios", "DE", time);
  }

  @Test
  void aSubjectIsOneUserOfEachDayWeekAndMonth() {
    // Monday to Wednesday of a week that lies in two months.
    for (var day = 30; day <= 32; day++) {
      var time = Instant.parse("2026-11-01T08:00:00Z").plus(Duration.ofDays(day - 1));
      take(seen(time), seen(time.plusSeconds(60)));
      take(seen(time.plusSeconds(7_200)));
    }
    var monday = LocalDate.parse("2026-11-30");
    assertThat(of(Metric.EVENTS, Interval.DAY, monday)).isEqualTo(new Numbers(3, 1, 0, 0));
    assertThat(of(Metric.USERS, Interval.WEEK, monday)).isEqualTo(new Numbers(1, 1, 0, 0));
    assertThat(of(Metric.USERS, Interval.MONTH, monday)).isEqualTo(new Numbers(1, 1, 0, 0));
    assertThat(of(Metric.USERS, Interval.MONTH, monday.plusDays(1)))
        .isEqualTo(new Numbers(1, 1, 0, 0));
    var hour = new Bucket(Interval.HOUR, monday, 8);
    assertThat(of(CounterKey.total(APP, Metric.EVENTS, hour))).isEqualTo(new Numbers(2, 1, 0, 0));
  }

  @Test
  void aSubjectIsOneUserOfEachValue() {
    take(Records.tracked("Seen", "ios", "DE", NOON), Records.tracked("Seen", "ios", "FR", NOON));
    take(Records.tracked("Seen", "ios", "FR", NOON.plus(ONE_DAY)));
    assertThat(ofCountry(Metric.EVENTS, Interval.DAY, DAY, "FR").subjects()).isEqualTo(1);
    assertThat(ofCountry(Metric.EVENTS, Interval.DAY, DAY, "DE").subjects()).isEqualTo(1);
    assertThat(of(Metric.EVENTS, Interval.DAY, DAY).subjects()).isEqualTo(1);
    assertThat(ofCountry(Metric.USERS, Interval.MONTH, DAY, "FR").subjects()).isEqualTo(1);
  }

  @Test
  void whoWasNotKnownBeforeIsNew() {
    take(DAY, ZoneOffset.UTC, seen(NOON), seen(NOON.plusSeconds(1)));
    take(DAY, ZoneOffset.UTC, seen(NOON.plus(ONE_DAY)));
    assertThat(of(Metric.EVENTS, Interval.DAY, DAY).fresh()).isEqualTo(1);
    assertThat(of(Metric.EVENTS, Interval.DAY, DAY.plusDays(1)).fresh()).isZero();
    assertThat(of(Metric.USERS, Interval.WEEK, DAY).fresh()).isEqualTo(1);
    assertThat(of(Metric.USERS, Interval.MONTH, DAY).fresh()).isEqualTo(1);
  }

  @Test
  void whoWasKnownBeforeTheDayMayBeNewInTheMonth() {
    take(DAY.minusDays(3), ZoneOffset.UTC, seen(NOON));
    assertThat(of(Metric.EVENTS, Interval.DAY, DAY).fresh()).isZero();
    assertThat(of(Metric.USERS, Interval.WEEK, DAY).fresh()).isZero();
    assertThat(of(Metric.USERS, Interval.MONTH, DAY).fresh()).isEqualTo(1);
  }

  /// In Tokyo it is the next morning: who was born yesterday, in the same UTC day, is not new.
  @Test
  void whoIsNotNewOnTheDayIsNotNewInItsHours() {
    var tokyo = ZoneId.of("Asia/Tokyo");
    var morning = Instant.parse("2026-11-24T20:00:00Z");
    take(DAY, tokyo, seen(morning));
    assertThat(of(Metric.EVENTS, Interval.DAY, DAY.plusDays(1)).fresh()).isZero();
    assertThat(of(CounterKey.total(APP, Metric.EVENTS, new Bucket(Interval.HOUR, DAY, 20))))
        .isEqualTo(new Numbers(1, 1, 0, 0));
  }

  @Test
  void daysAreTheApplications() {
    var auckland = ZoneId.of("Pacific/Auckland");
    var evening = Instant.parse("2026-11-30T10:59:59Z");
    take(LONG_AGO, auckland, seen(evening), seen(evening.plusSeconds(1)));
    var last = LocalDate.parse("2026-11-30");
    assertThat(of(Metric.EVENTS, Interval.DAY, last).n()).isEqualTo(1);
    assertThat(of(Metric.EVENTS, Interval.DAY, last.plusDays(1)).n()).isEqualTo(1);
    assertThat(of(Metric.USERS, Interval.MONTH, last.plusDays(1)).subjects()).isEqualTo(1);
    assertThat(of(CounterKey.total(APP, Metric.EVENTS, new Bucket(Interval.HOUR, last, 11))).n())
        .isEqualTo(1);
  }

  /// Filed under a day of the device's that is far from the one it counts on.
  @Test
  void aDeviceWhoseClockIsWrongIsOneUserToo() {
    for (var skew : List.of(-25, 4_000, -3, 0, 2)) {
      var raw = NOON.plus(Duration.ofDays(skew));
      take(Samples.told(raw, NOON.plusSeconds(Math.abs(skew)), "Seen"));
    }
    assertThat(of(Metric.EVENTS, Interval.DAY, DAY)).isEqualTo(new Numbers(5, 1, 0, 0));
    assertThat(of(Metric.USERS, Interval.MONTH, DAY)).isEqualTo(new Numbers(1, 1, 0, 0));
  }

  /// Whoever reads the entry without the day that the header got for it reads again.
  @Test
  void anEntryFiledFarAwayNamesTheHeaderThatSaysSo() {
    take(Samples.told(NOON.minus(Duration.ofDays(20)), NOON, "Seen"));
    var account = ledger.read(Records.of(APP).label(), LocalDate.EPOCH);
    assertThat(account.header().skewed()).containsExactly(DAY.minusDays(20));
    assertThat(account.filed().getFirst().header()).isEqualTo(account.header().version());
  }

  @Test
  void aSessionIsOneHoweverManyEventsItHas() {
    var session = Records.digest();
    var midnight = Instant.parse("2026-11-25T00:00:00Z");
    for (var minute = -50; minute <= 50; minute += 10) {
      take(Samples.inSession(seen(midnight.plus(Duration.ofMinutes(minute))), session, null));
    }
    take(Samples.inSession(seen(NOON), Records.digest(), null), seen(NOON));
    assertThat(of(Metric.SESSIONS, Interval.DAY, DAY)).isEqualTo(new Numbers(2, 1, 0, 0));
    assertThat(of(Metric.SESSIONS, Interval.DAY, DAY.plusDays(1))).isEqualTo(Numbers.NONE);
  }

  /// Each day's entry mentions it: the third day need not look at the first.
  @Test
  void aSessionThatGoesOnForDaysIsOne() {
    var session = Records.digest();
    for (var day = 0; day < 5; day++) {
      take(Samples.inSession(seen(NOON.plus(Duration.ofDays(day))), session, null));
    }
    var sessions =
        IntStream.range(0, 5)
            .mapToLong(day -> of(Metric.SESSIONS, Interval.DAY, DAY.plusDays(day)).n())
            .sum();
    assertThat(sessions).isEqualTo(1);
  }

  /// East of Greenwich, the morning before is filed two days back.
  @Test
  void aSessionThatGoesOnFromTheMorningBeforeIsOne() {
    var tokyo = ZoneId.of("Asia/Tokyo");
    var session = Records.digest();
    var midnight = Instant.parse("2026-11-24T15:00:00Z");
    take(
        LONG_AGO,
        tokyo,
        Samples.inSession(seen(midnight.minus(Duration.ofHours(20))), session, null));
    take(LONG_AGO, tokyo, seen(midnight));
    take(LONG_AGO, tokyo, Samples.inSession(seen(midnight.plusSeconds(60)), session, null));
    assertThat(of(Metric.SESSIONS, Interval.DAY, DAY).n()).isEqualTo(1);
    assertThat(of(Metric.SESSIONS, Interval.DAY, DAY.plusDays(1))).isEqualTo(Numbers.NONE);
  }

  /// In Kolkata midnight is at half past an hour; this one begins a week and a month too, so that
  /// nothing else asks for the day before.
  @Test
  void aSubjectIsOneInAnHourThatIsOnTwoDays() {
    var kolkata = ZoneId.of("Asia/Kolkata");
    var before = Instant.parse("2026-05-31T18:15:00Z");
    var born = LONG_AGO.minusYears(1);
    take(born, kolkata, Samples.told(before.minus(Duration.ofHours(30)), before, "Seen"));
    take(born, kolkata, seen(before.plus(Duration.ofMinutes(25))));
    var hour = new Bucket(Interval.HOUR, LocalDate.parse("2026-05-31"), 18);
    assertThat(of(CounterKey.total(APP, Metric.EVENTS, hour))).isEqualTo(new Numbers(2, 1, 0, 0));
  }

  @Test
  void sessionsThatToldTheirLengthAddItUp() {
    var ended = Records.tracked("Session Ended", "ios", "DE", NOON);
    take(Samples.inSession(ended, Records.digest(), 60_000L));
    take(
        Samples.inSession(
            Records.tracked("Session Ended", "ios", "DE", NOON), Records.digest(), 30_000L),
        Records.tracked("Session Ended", "ios", "DE", NOON));
    assertThat(of(Metric.SESSION_ENDS, Interval.DAY, DAY)).isEqualTo(new Numbers(2, 1, 0, 90_000));
    assertThat(of(Metric.SESSIONS, Interval.DAY, DAY).n()).isEqualTo(2);
  }

  @Test
  void subjectsGoFromClassToClassAsTheyRunTheApp() {
    var classes =
        List.of(
            Metric.RAN_ONCE,
            Metric.RAN_TWICE,
            Metric.RAN_3_TO_5,
            Metric.RAN_3_TO_5,
            Metric.RAN_3_TO_5,
            Metric.RAN_6_TO_10);
    for (var ran = 0; ran < classes.size(); ran++) {
      take(run(NOON.plusSeconds(ran)));
      for (var runClass :
          List.of(Metric.RAN_ONCE, Metric.RAN_TWICE, Metric.RAN_3_TO_5, Metric.RAN_6_TO_10)) {
        var expected = runClass == classes.get(ran) ? new Numbers(1, 1, 0, 0) : Numbers.NONE;
        for (var interval : runClass.intervals()) {
          assertThat(of(runClass, interval, DAY)).isEqualTo(expected);
          assertThat(ofCountry(runClass, interval, DAY, "DE")).isEqualTo(expected);
        }
      }
    }
    assertThat(of(Metric.RUNS, Interval.DAY, DAY)).isEqualTo(new Numbers(6, 1, 0, 0));
  }

  @Test
  void runsOfAWeekAndAMonthAreThoseOfTheirDays() {
    take(run(NOON.minus(Duration.ofDays(20))));
    take(run(NOON.minus(ONE_DAY)), run(NOON));
    assertThat(of(Metric.RAN_ONCE, Interval.DAY, DAY).n()).isEqualTo(1);
    assertThat(of(Metric.RAN_TWICE, Interval.WEEK, DAY).n()).isEqualTo(1);
    assertThat(of(Metric.RAN_3_TO_5, Interval.MONTH, DAY).n()).isEqualTo(1);
    assertThat(of(Metric.RAN_ONCE, Interval.MONTH, DAY)).isEqualTo(Numbers.NONE);
  }

  @Test
  void offeringsAreCountedByWhatWasDoneWithThem() {
    var values =
        Map.of(
            Dimension.OFFERING, "spring",
            Dimension.CONTENT_TYPE, "news",
            Dimension.OFFERING_TYPE, "video");
    var shown = Records.tracked("Offering Shown", "ios", "DE", NOON);
    var completed = Records.tracked("Offering Completed", "ios", "DE", NOON);
    take(
        Samples.with(shown, values),
        Samples.inSession(Samples.with(completed, values), Records.digest(), 5_000L));
    assertThat(of(Metric.OFFERINGS_SHOWN, Interval.DAY, DAY)).isEqualTo(new Numbers(1, 1, 0, 0));
    assertThat(
            of(
                new CounterKey(
                    APP, Metric.OFFERINGS_COMPLETED, Dimension.OFFERING_TYPE, DAY, "video")))
        .isEqualTo(new Numbers(1, 1, 0, 5_000));
    assertThat(of(Metric.OFFERINGS_CLICKED, Interval.DAY, DAY)).isEqualTo(Numbers.NONE);
  }

  @Test
  void goalsAreCountedByTheirNames() {
    var goal = Records.tracked("Goal Reached", "ios", "DE", NOON);
    take(Samples.with(goal, Map.of(Dimension.GOAL, "bought")));
    assertThat(of(new CounterKey(APP, Metric.GOALS, Dimension.GOAL, DAY, "bought")).n())
        .isEqualTo(1);
    assertThat(of(new CounterKey(APP, Metric.EVENTS, Dimension.GOAL, DAY, "bought")).n())
        .isEqualTo(1);
  }

  /// Only a tracked event has a name that an app chose.
  @Test
  void aScreenIsNoRun() {
    take(Records.tracked("(screen)", "ios", "DE", NOON));
    assertThat(of(Metric.RUNS, Interval.DAY, DAY)).isEqualTo(Numbers.NONE);
  }
}
