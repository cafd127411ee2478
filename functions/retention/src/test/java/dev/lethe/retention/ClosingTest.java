package dev.lethe.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Interval;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Settings;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What stays of statistics when nothing can be taken off them any more is anonymous.
class ClosingTest {

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  /// The last day that is due.
  private static final LocalDate DUE = LocalDate.parse("2026-08-22");

  private final InMemoryCells cells = new InMemoryCells();
  private final Map<String, LocalDate> closed = new HashMap<>();
  private final Progress progress =
      new Progress() {
        @Override
        public Optional<LocalDate> closed(String app) {
          return Optional.ofNullable(closed.get(app));
        }

        @Override
        public void note(String app, LocalDate day) {
          closed.put(app, day);
        }
      };

  private boolean run() {
    return run(cells, NOW.plusSeconds(60));
  }

  private boolean run(Cells some, Instant until) {
    return run(some, until, Settings.STANDARD);
  }

  private boolean run(Cells some, Instant until, Settings settings) {
    var applications =
        List.of(
            new Application("app_1", "customer_1", "One", settings),
            new Application("app_2", "customer_2", "Two", Settings.STANDARD));
    return new Closing(
            () -> applications, progress, some, 10, Runnable::run, Clock.fixed(NOW, ZoneOffset.UTC))
        .run(until);
  }

  private static Group countries(LocalDate day) {
    return new Group("app_1", Metric.EVENTS, Bucket.of(day), Dimension.COUNTRY);
  }

  private static Group total(LocalDate day) {
    return new Group("app_1", Metric.EVENTS, Bucket.of(day), null);
  }

  private void put(LocalDate day, Map<String, Integer> subjects) {
    var sum = 0;
    for (var country : subjects.entrySet()) {
      cells.put(countries(day), country.getKey(), of(country.getValue()));
      sum += country.getValue();
    }
    cells.put(total(day), CounterKey.TOTAL, of(sum));
  }

  private static Numbers of(int subjects) {
    return new Numbers(2L * subjects, subjects, subjects / 2, 100L * subjects);
  }

  @Test
  void smallGroupsAreSummedForGoodWithTheSmallestOfTheOthers() {
    put(DUE, Map.of("DE", 50, "FR", 20, "LU", 3, "MT", 1));
    assertThat(run()).isTrue();
    assertThat(cells.values(countries(DUE)))
        .isEqualTo(Map.of("DE", of(50), CounterKey.SUPPRESSED, new Numbers(48, 20, 0, 2_400)));
    assertThat(cells.values(total(DUE))).containsEntry(CounterKey.TOTAL, of(74));
  }

  @Test
  void whatHasNoSmallGroupStaysAsItIs() {
    put(DUE, Map.of("DE", 50, "FR", 10));
    run();
    assertThat(cells.values(countries(DUE))).containsOnlyKeys("DE", "FR");
  }

  @Test
  void anApplicationMayAskForLargerGroups() {
    put(DUE, Map.of("DE", 90, "FR", 50, "IT", 20));
    var standard = Settings.STANDARD;
    var settings =
        new Settings(
            standard.features(),
            standard.masking(),
            standard.timeZone(),
            standard.retentionDays(),
            30);
    run(cells, NOW.plusSeconds(60), settings);
    assertThat(cells.values(countries(DUE))).containsOnlyKeys("DE", CounterKey.SUPPRESSED);
  }

  @Test
  void whereAllAreSmallTheyAreSummedIfTheyAreManyTogether() {
    put(DUE, Map.of("DE", 6, "FR", 5));
    run();
    assertThat(cells.values(countries(DUE)))
        .isEqualTo(Map.of(CounterKey.SUPPRESSED, new Numbers(22, 6, 0, 1_100)));
  }

  @Test
  void whatIsOfFewInAllGoes() {
    put(DUE, Map.of("DE", 6, "FR", 3));
    run();
    assertThat(cells.values(countries(DUE))).isEmpty();
    assertThat(cells.values(total(DUE))).isEmpty();
  }

  @Test
  void whatIsZeroGoes() {
    put(DUE, Map.of("DE", 50, "FR", 0));
    cells.put(countries(DUE), "IT", Numbers.NONE);
    run();
    assertThat(cells.values(countries(DUE))).containsOnlyKeys("DE");
  }

  @Test
  void whatIsStillOpenStaysAsItIs() {
    put(DUE.plusDays(1), Map.of("DE", 50, "LU", 3));
    run();
    assertThat(cells.values(countries(DUE.plusDays(1)))).containsOnlyKeys("DE", "LU");
  }

  /// A month's counters are closed with its last day.
  @Test
  void weeksAndMonthsAreClosedWithTheirLastDay() {
    var users = new ArrayList<Group>();
    for (var week : List.of("2026-08-10", "2026-08-17")) {
      var bucket = Bucket.of(Interval.WEEK, LocalDate.parse(week));
      users.add(new Group("app_1", Metric.USERS, bucket, Dimension.COUNTRY));
    }
    users.forEach(group -> {
      cells.put(new Group("app_1", Metric.USERS, group.bucket(), null), CounterKey.TOTAL, of(93));
      cells.put(group, "DE", of(50));
      cells.put(group, "FR", of(40));
      cells.put(group, "LU", of(3));
    });
    run();
    assertThat(cells.values(users.get(0))).containsOnlyKeys("DE", CounterKey.SUPPRESSED);
    assertThat(cells.values(users.get(1))).containsOnlyKeys("DE", "FR", "LU");
  }

  @Test
  void whatBecameOfEventsIsOfNobodyAndStays() {
    var intake = new Group("app_1", Metric.INTAKE, Bucket.of(DUE), Dimension.OUTCOME);
    cells.put(intake, "rejected_too_old", Numbers.of(1));
    run();
    assertThat(cells.values(intake)).containsOnlyKeys("rejected_too_old");
  }

  @Test
  void eachDayIsClosedOnceAndNoneIsLeftOut() {
    run();
    assertThat(closed).isEqualTo(Map.of("app_1", DUE, "app_2", DUE));
    closed.put("app_1", DUE.minusDays(70));
    put(DUE.minusDays(69), Map.of("DE", 50, "FR", 20, "LU", 3));
    put(DUE.minusDays(70), Map.of("DE", 50, "LU", 3));
    run();
    assertThat(cells.values(countries(DUE.minusDays(69)))).doesNotContainKey("LU");
    assertThat(cells.values(countries(DUE.minusDays(70)))).containsKey("LU");
  }

  @Test
  void whatIsNotDoneInTimeIsForTheNextTime() {
    put(DUE, Map.of("DE", 2));
    assertThat(run(cells, NOW)).isFalse();
    assertThat(closed).isEmpty();
    assertThat(run()).isTrue();
    assertThat(cells.values(countries(DUE))).isEmpty();
  }

  /// Killed before the total of events went, which says that something may be left.
  @Test
  void whatIsOfFewGoesEntirelyOrIsFoundAgain() {
    put(DUE, Map.of("DE", 2));
    var killed =
        new Cells() {
          @Override
          public Set<Bucket> met(String app, Metric metric, Bucket first, Bucket last) {
            return cells.met(app, metric, first, last);
          }

          @Override
          public Map<String, Numbers> values(Group group) {
            return cells.values(group);
          }

          @Override
          public void sum(Group group, Set<String> values) {
            throw new AssertionError("There is nothing to sum.");
          }

          @Override
          public void drop(Group group, Set<String> values) {
            if (group.dimension() != null) {
              throw new IllegalStateException("killed");
            }
            cells.drop(group, values);
          }
        };
    assertThatThrownBy(() -> run(killed, NOW.plusSeconds(60)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(closed).containsEntry("app_2", DUE).doesNotContainKey("app_1");
    run();
    assertThat(cells.values(countries(DUE))).isEmpty();
    assertThat(cells.values(total(DUE))).isEmpty();
  }

  /// Killed between two transactions.
  @Test
  void aClosingThatWasKilledGoesOnWhereItStopped() {
    put(DUE, Map.of("DE", 50, "FR", 20, "LU", 3, "MT", 1));
    cells.sum(countries(DUE), Set.of("FR", "LU"));
    run();
    assertThat(cells.values(countries(DUE)))
        .isEqualTo(Map.of("DE", of(50), CounterKey.SUPPRESSED, new Numbers(48, 20, 0, 2_400)));
    run();
    assertThat(cells.values(countries(DUE))).containsOnlyKeys("DE", CounterKey.SUPPRESSED);
  }
}
