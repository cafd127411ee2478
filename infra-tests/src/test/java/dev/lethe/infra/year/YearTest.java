package dev.lethe.infra.year;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.vault.SubjectState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Over a year of two applications that keep data for 90 and for 30 days: nothing that is past its
/// time is ever shown, though no TTL and no lifecycle rule deletes anything; and at the end there
/// is what is promised, neither less nor more. `-Dlethe.year.step=1` looks at every day.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class YearTest {

  private static final int DAYS = 400;
  private static final int STEP = Integer.getInteger("lethe.year.step", 13);

  /// From then on two of the three devices send nothing.
  private static final int SILENT_FROM = 200;

  private final LocalDate last = LocalDate.now(ZoneOffset.UTC);
  private final LocalDate first = last.minusDays(DAYS);
  private final Tenant customer = Tenant.enrol("Year");
  private final List<Account> accounts =
      List.of(Account.of(customer, 90), Account.of(customer, 30));
  private final String always = "always-" + UUID.randomUUID();
  private final String silent = "silent-" + UUID.randomUUID();
  private final String stopped = "stopped-" + UUID.randomUUID();
  private final Map<Account, Map<String, String>> labels = new HashMap<>();
  private final List<String> wrong = new ArrayList<>();
  private final Year year = new Year(accounts, noon(first));

  private static Instant noon(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).plusHours(12).toInstant();
  }

  @BeforeAll
  void live() {
    var number = 0;
    for (var day = first; !day.isAfter(last); day = day.plusDays(STEP)) {
      year.goTo(day);
      var talks = ChronoUnit.DAYS.between(first, day) < SILENT_FROM;
      for (var account : accounts) {
        year.send(account, talks ? List.of(always, silent, stopped) : List.of(always));
        remember(account, talks ? List.of(always, silent, stopped) : List.of(always));
      }
      year.deliver();
      if (talks && !day.plusDays(STEP).isBefore(first.plusDays(SILENT_FROM))) {
        accounts.forEach(account -> year.change(account, stopped, YearTest::stopped));
      }
      look(number % 4 == 0);
      year.tidy();
      number++;
    }
    year.goTo(last);
    year.tidy();
    year.forget();
    look(true);
  }

  @AfterAll
  void end() {
    year.end();
  }

  private static SubjectState stopped(SubjectState state) {
    return state.with(state.rights().withStopped(true));
  }

  private void remember(Account account, List<String> devices) {
    for (var device : devices) {
      var life = Objects.requireNonNull(year.state(account, device).life());
      labels.computeIfAbsent(account, unseen -> new HashMap<>()).putIfAbsent(device, life.label());
    }
  }

  /// What may be seen now, beside what is.
  private void look(boolean exportsToo) {
    var today = year.today();
    for (var account : accounts) {
      compare("days", account, year.readers.told(account, first, today, "day"), account.counted());
      // Their time is over in the one, and not in the other.
      for (var from : List.of(today.minusDays(105), today.minusDays(30))) {
        var to = from.plusDays(30);
        var expected = new TreeMap<>(account.countedByHour(today));
        expected.keySet().retainAll(from.datesUntil(to.plusDays(1)).collect(Collectors.toSet()));
        compare("hours", account, year.readers.told(account, from, to, "hour"), expected);
      }
      for (var device : List.of(always, silent, stopped)) {
        var label = labels.getOrDefault(account, Map.of()).get(device);
        if (label != null) {
          compare(
              "entries of " + device,
              account,
              year.readers.entered(label),
              account.entered(device, today));
        }
      }
      if (exportsToo) {
        compare(
            "export",
            account,
            ids(account, year.readers.exported(account)),
            account.shown(year.clock.instant()));
      }
    }
  }

  private Set<String> ids(Account account, List<String> lines) {
    return account.sent().stream()
        .map(Account.Sent::id)
        .filter(id -> lines.stream().anyMatch(line -> line.contains(id)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void compare(String what, Account account, Object seen, Object promised) {
    if (!seen.equals(promised)) {
      wrong.add(
          "%s, %d days kept, on %s: %s, and promised is %s"
              .formatted(what, account.retention(), year.today(), seen, promised));
    }
  }

  @Test
  void nothingIsEverShownThatIsPastItsTimeAndAllThatIsNot() {
    assertThat(wrong).isEmpty();
  }

  @Test
  void whatTheArchiveHoldsIsWhatIsPromised() {
    for (var account : accounts) {
      assertThat(year.readers.archived(account)).isEqualTo(account.archived(last));
    }
  }

  @Test
  void whoIsSilentIsForgottenAndWhatIsForbiddenStays() {
    for (var account : accounts) {
      assertThat(year.state(account, always).life()).isNotNull();
      assertThat(year.state(account, silent).life()).isNull();
      assertThat(year.state(account, stopped).life()).isNull();
      assertThat(year.state(account, stopped).rights().stopped()).isTrue();
    }
  }

  @Test
  void anExportCanBeHadForSevenDays() {
    var export = year.readers.export(accounts.getFirst());
    assertThat(year.readers.canBeHad(export)).isTrue();
    year.clock.advance(Duration.ofDays(7).minusSeconds(1));
    assertThat(year.readers.canBeHad(export)).isTrue();
    year.clock.advance(Duration.ofSeconds(1));
    assertThat(year.readers.canBeHad(export)).isFalse();
  }
}
