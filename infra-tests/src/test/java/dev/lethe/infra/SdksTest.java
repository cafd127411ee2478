package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.infra.sdk.Meddler;
import dev.lethe.infra.sdk.Plan;
import dev.lethe.infra.sdk.ProcessSdk;
import dev.lethe.infra.sdk.RudderStackJavaSdk;
import dev.lethe.infra.sdk.Sdk;
import dev.lethe.infra.sdk.SegmentJavaSdk;
import dev.lethe.infra.sdk.SegmentKotlinSdk;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.registry.Feature;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each library, as its users have it, sends events to the stack; the statistics say what it sent.
@Execution(ExecutionMode.CONCURRENT) // libraries wait long before they send again
class SdksTest {

  static Stream<Named<Sdk>> sdks() {
    return Stream.of(
        Named.of("segment analytics-java", new SegmentJavaSdk()),
        Named.of("segment analytics-kotlin", new SegmentKotlinSdk()),
        Named.of("rudder-sdk-java", new RudderStackJavaSdk()),
        Named.of("@segment/analytics-node", ProcessSdk.node("segment")),
        Named.of("@rudderstack/rudder-sdk-node", ProcessSdk.node("rudderstack")),
        Named.of("segment-analytics-python", ProcessSdk.python("segment")),
        Named.of("rudder-sdk-python", ProcessSdk.python("rudderstack")));
  }

  @ParameterizedTest
  @MethodSource("sdks")
  void whatItSendsIsCounted(Sdk sdk) {
    var tenant = Tenant.enrol("Counted").with(Feature.END_USER_IDENTIFIER).with(Feature.GOALS);
    var now = Instant.now();
    var plan = Plan.of(Stack.running().api().toString(), tenant.writeKey(), now).with(sdk.calls());

    assertThat(sdk.send(plan)).isEmpty();

    var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    var yesterday = today.minusDays(1);
    var sent = plan.events().size();
    assertThat(tenant.await(yesterday, today, "", sent)).isEqualTo(plan.expected(""));
    for (var dimension : Metric.EVENTS.dimensions()) {
      var by = dimension.wireName();
      var expected = plan.expected(by);
      var number = expected.values().stream().mapToLong(Long::longValue).sum();
      assertThat(tenant.await(yesterday, today, by, number)).as("by " + by).isEqualTo(expected);
    }
    assertThat(tenant.awaitHours(yesterday, today, sent)).isEqualTo(plan.expectedByHour());
    // A reply later than a library waits makes it send again: that is told, and counted once.
    assertThat(tenant.awaitIntake(Map.of("taken", (long) sent)))
        .containsEntry("taken", (long) sent)
        .satisfies(outcomes -> assertThat(outcomes.keySet()).isSubsetOf("taken", "repeated"));
  }

  @ParameterizedTest
  @MethodSource("sdks")
  void aThrottledSdkComesBackAndIsCountedOnce(Sdk sdk) {
    var tenant = Tenant.enrol("Throttled").with(Feature.END_USER_IDENTIFIER).with(Feature.GOALS);
    var now = Instant.now();
    try (var meddler = Meddler.throttlingOnce()) {
      var plan = Plan.of(meddler.url(), tenant.writeKey(), now).first(5);

      assertThat(sdk.send(plan)).isEmpty();

      assertThat(meddler.statuses()).startsWith(429).contains(200);
      var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
      assertThat(tenant.await(today.minusDays(1), today, "", plan.events().size()))
          .isEqualTo(plan.expected(""));
    }
  }

  @ParameterizedTest
  @MethodSource("sdks")
  void anSdkThatLostTheReplySendsAgainAndIsCountedOnce(Sdk sdk) {
    var tenant = Tenant.enrol("Lost").with(Feature.END_USER_IDENTIFIER).with(Feature.GOALS);
    var now = Instant.now();
    try (var meddler = Meddler.losingTheFirstReply()) {
      var plan = Plan.of(meddler.url(), tenant.writeKey(), now).first(5);

      assertThat(sdk.send(plan)).isEmpty();

      assertThat(meddler.statuses()).startsWith(200, 200);
      var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
      // Some libraries send event by event: then it is one event that comes again.
      assertThat(tenant.awaitIntake(Map.of("taken", 5L, "repeated", 1L)))
          .containsEntry("taken", 5L)
          .containsOnlyKeys("taken", "repeated");
      assertThat(tenant.await(today.minusDays(1), today, "", 5)).isEqualTo(plan.expected(""));
    }
  }
}
