package dev.lethe.insights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.counters.Interval;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.retention.Moments;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// No statistic shows an hour, a day, a week or a month that is past its time, though the table
/// still has it.
class StatisticsKeepTimeTest {

  private static final Map<Interval, String> BUCKETS =
      Map.of(
          Interval.HOUR, "2026-11-25T13",
          Interval.DAY, "2026-11-25",
          Interval.WEEK, "2026-W48",
          Interval.MONTH, "2026-11");

  private static final Map<Interval, LocalDate> ENDS =
      Map.of(
          Interval.HOUR, LocalDate.parse("2027-02-23"),
          Interval.DAY, LocalDate.parse("2028-12-25"),
          Interval.WEEK, LocalDate.parse("2028-12-29"),
          Interval.MONTH, LocalDate.parse("2028-12-30"));

  record Case(Interval interval, Instant now) {

    Instant end() {
      return ENDS.getOrDefault(interval, LocalDate.EPOCH).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
  }

  @Provide
  Arbitrary<Case> cases() {
    return Arbitraries.of(Interval.class)
        .flatMap(interval ->
            Moments.about(new Case(interval, Instant.EPOCH).end())
                .map(now -> new Case(interval, now)));
  }

  @Property(tries = 25_000)
  void isNotShownFromThenOnAndIsBefore(@ForAll("cases") Case one) {
    var isOfDay = one.interval() == Interval.HOUR || one.interval() == Interval.DAY;
    var asker = new Asker(1).at(one.now().toString()).about("2026-11-01", "2026-11-30");
    asker.total(
        isOfDay ? Metric.EVENTS : Metric.USERS,
        BUCKETS.getOrDefault(one.interval(), ""),
        Asker.counted(3, 3));
    var shown =
        asker.ask(isOfDay ? Statistic.EVENTS : Statistic.USERS, one.interval(), null).toString();
    assertThat(shown.contains("n=3")).isEqualTo(one.now().isBefore(one.end()));
  }
}
