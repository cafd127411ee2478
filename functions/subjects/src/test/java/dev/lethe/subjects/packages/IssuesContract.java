package dev.lethe.subjects.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.disclosure.DisclosureEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What whoever keeps the packages that can be had must do; run against those in memory, and those
/// in DynamoDB.
public abstract class IssuesContract {

  private static final Duration KEPT = Duration.ofDays(7);

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final String customer = "cus_" + UUID.randomUUID();
  private final UUID request = UUID.randomUUID();

  /// The packages, always the same.
  protected abstract Issues issuesAt(Clock clock);

  /// What the register says of a customer, in any order.
  protected abstract List<DisclosureEntry> disclosures(String customer);

  private Issues issues(Instant at) {
    return issuesAt(Clock.fixed(at, ZoneOffset.UTC));
  }

  private DisclosureEntry disclosure(Instant at) {
    return new DisclosureEntry(
        customer,
        "app_1",
        request.toString(),
        at,
        DisclosureEntry.Kind.ACCESS_PACKAGE,
        DisclosureEntry.Recipient.CUSTOMER,
        DisclosureEntry.Ground.CONTROLLER_INSTRUCTION,
        "sk_1",
        Map.of("events", "3"));
  }

  @Test
  void aPackageCanBeHadSinceItsDisclosure() {
    assertThat(issues(now).issued(customer, request)).isEmpty();
    assertThat(disclosures(customer)).isEmpty();
    issues(now).issue(disclosure(now), request);
    assertThat(issues(now).issued(customer, request)).contains(now);
    assertThat(disclosures(customer)).containsExactly(disclosure(now));
  }

  @Test
  void itIsNoOtherRequestsAndNoOtherCustomers() {
    issues(now).issue(disclosure(now), request);
    assertThat(issues(now).issued(customer, UUID.randomUUID())).isEmpty();
    assertThat(issues(now).issued("cus_" + UUID.randomUUID(), request)).isEmpty();
  }

  @Test
  void whatCanBeHadAlreadyIsNotEnteredAgain() {
    issues(now).issue(disclosure(now), request);
    var later = now.plusSeconds(60);
    issues(later).issue(disclosure(later), request);
    assertThat(issues(later).issued(customer, request)).contains(now);
    assertThat(disclosures(customer)).containsExactly(disclosure(now));
  }

  @Test
  void itCanBeHadForAWeek() {
    issues(now).issue(disclosure(now), request);
    assertThat(issues(now.plus(KEPT).minusMillis(1)).issued(customer, request)).contains(now);
    assertThat(issues(now.plus(KEPT)).issued(customer, request)).isEmpty();
  }

  /// What is past its time is as good as gone, whether a store has deleted it by then or not.
  @Test
  void whatIsPastItsTimeCanBeMadeAgain() {
    issues(now).issue(disclosure(now), request);
    var later = now.plus(KEPT);
    issues(later).issue(disclosure(later), request);
    assertThat(issues(later).issued(customer, request)).contains(later);
    assertThat(disclosures(customer)).containsExactlyInAnyOrder(disclosure(now), disclosure(later));
  }

  /// Whoever is late may fail, and tries again: a step does.
  @Test
  void ofSeveralAtTheSameTimeOneIsEntered() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tries =
          IntStream.range(0, 6)
              .mapToObj(number ->
                  (Callable<Boolean>)
                      () -> {
                        issues(now).issue(disclosure(now.plusMillis(number)), request);
                        return true;
                      })
              .toList();
      assertThat(threads.invokeAll(tries)).anyMatch(tried -> tried.state() == Future.State.SUCCESS);
    }
    assertThat(disclosures(customer))
        .singleElement()
        .satisfies(entry -> assertThat(issues(now).issued(customer, request)).contains(entry.at()));
  }
}
