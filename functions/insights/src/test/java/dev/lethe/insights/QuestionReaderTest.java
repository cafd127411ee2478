package dev.lethe.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lethe.shared.api.RefusedException;
import dev.lethe.shared.counters.Interval;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Settings;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionReaderTest {

  private static final LocalDate TODAY = LocalDate.parse("2026-11-24");

  private final QuestionReader questions =
      new QuestionReader(Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC));

  private static Application app(String zone) {
    var standard = Settings.STANDARD;
    var settings = new Settings(standard.features(), standard.masking(), ZoneId.of(zone), 90, 1);
    return new Application("app_1", "cus_1", "App", settings);
  }

  private static final Application APP = app("UTC");

  private Question read(Map<String, String> parameters) throws RefusedException {
    return questions.read(APP, Statistic.EVENTS, parameters).question();
  }

  @Test
  void readsHowTheAnswerIsWanted() throws RefusedException {
    assertThat(
            questions.read(
                APP,
                Statistic.EVENTS,
                Map.of("order", "key", "limit", "20", "after", "ios", "format", "csv")))
        .extracting(Asked::page, Asked::format)
        .containsExactly(new Page(Page.Order.KEY, 20, "ios"), Asked.Format.CSV);
    assertThat(questions.read(APP, Statistic.EVENTS, Map.of()))
        .extracting(Asked::page, Asked::format)
        .containsExactly(Page.FIRST, Asked.Format.JSON);
  }

  @Test
  void readsDaysAndDimension() throws RefusedException {
    assertThat(
            read(
                Map.of(
                    "from", "2026-11-01", "to", "2026-11-02", "by", "country", "interval", "day")))
        .isEqualTo(
            new Question(
                APP,
                Statistic.EVENTS,
                Interval.DAY,
                Dimension.COUNTRY,
                LocalDate.parse("2026-11-01"),
                LocalDate.parse("2026-11-02")));
  }

  /// A function answers with 6 MB at most.
  @Test
  void whatTellsValuesApartIsAboutFewerDays() throws RefusedException {
    var quarter = Map.of("from", "2026-08-25", "to", "2026-11-24", "by", "event");
    assertThat(read(quarter).by()).isEqualTo(Dimension.EVENT);
    for (var tooLong :
        List.of(
            Map.of("from", "2026-08-24", "to", "2026-11-24", "by", "event"),
            Map.of("from", "2026-11-21", "to", "2026-11-24", "by", "event", "interval", "hour"))) {
      assertThatThrownBy(() -> read(tooLong)).isInstanceOf(RefusedException.class);
    }
  }

  @Test
  void withoutDaysItIsAboutTheLastThirty() throws RefusedException {
    assertThat(read(Map.of()))
        .isEqualTo(
            new Question(APP, Statistic.EVENTS, Interval.DAY, null, TODAY.minusDays(29), TODAY));
  }

  @Test
  void hoursAreOfTodayAndYesterdayAndOfAMonthAtMost() throws RefusedException {
    assertThat(read(Map.of("interval", "hour")))
        .isEqualTo(
            new Question(APP, Statistic.EVENTS, Interval.HOUR, null, TODAY.minusDays(1), TODAY));
    assertThat(read(Map.of("interval", "hour", "from", "2026-10-25")).from())
        .isEqualTo(TODAY.minusDays(30));
    var refusal =
        catchThrowableOfType(
            RefusedException.class, () -> read(Map.of("interval", "hour", "from", "2026-10-24")));
    assertThat(refusal.problem().detail()).contains("31 days at most");
    assertThat(
            catchThrowableOfType(
                RefusedException.class,
                () -> questions.read(APP, Statistic.INTAKE, Map.of("interval", "hour"))))
        .isNotNull();
  }

  @Test
  void weeksAreTheLastTwelveAndMonthsTheLastYear() throws RefusedException {
    for (var days : Map.of("week", 83, "month", 364).entrySet()) {
      var question =
          questions.read(APP, Statistic.USERS, Map.of("interval", days.getKey())).question();
      assertThat(question.from()).isEqualTo(TODAY.minusDays(days.getValue()));
      assertThat(question.to()).isEqualTo(TODAY);
    }
  }

  /// Its days are the application's, but where hours are asked for, which are UTC.
  @Test
  void todayIsWhereTheApplicationIs() throws RefusedException {
    var kiritimati = app("Pacific/Kiritimati");
    assertThat(questions.read(kiritimati, Statistic.EVENTS, Map.of()).question().to())
        .isEqualTo(TODAY.plusDays(1));
    assertThat(
            questions
                .read(kiritimati, Statistic.EVENTS, Map.of("interval", "hour"))
                .question()
                .to())
        .isEqualTo(TODAY);
  }

  @ParameterizedTest
  @CsvSource({
    "from, 24.11.2026, must be a day",
    "to, 2026-02-30, must be a day",
    "to, +12026-01-01, must be a day",
    "from, 2026-11-25, must not be after",
    "from, 2024-01-01, days at most",
    "by, user, 'one of: event, platform, country, app_version, os,'",
    "interval, minute, 'one of: hour, day.'",
    "interval, week, 'one of: hour, day.'",
    "order, random, 'one of: size, key'",
    "limit, 1001, 1 to 1000",
    "limit, many, 1 to 1000",
    "after, ios, needs order=key",
    "format, xml, 'one of: json, csv'",
    "form, 2026-11-01, parameters are"
  })
  void saysWhatCannotBeAsked(String parameter, String value, String told) {
    var refusal =
        catchThrowableOfType(RefusedException.class, () -> read(Map.of(parameter, value)));
    assertThat(refusal.problem().detail()).contains(told).doesNotContain(value);
  }
}
