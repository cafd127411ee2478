package dev.lethe.shared.termination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.shared.steps.StepInput;
import dev.lethe.shared.termination.Measurements.Measured;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A store is emptied part by part, and searched in another way.
class EmptyingTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private final Map<String, Long> parts = new HashMap<>(Map.of("a", 3L, "b", 4L));
  private final List<String> looks = new ArrayList<>(List.of("whole"));
  private boolean dies;
  private final InMemoryMeasurements measurements = new InMemoryMeasurements();
  private final TerminationSteps steps =
      new TerminationSteps(
          new Emptying(measurements, Clock.fixed(NOON, ZoneOffset.UTC)),
          Map.of(
              EndedStore.VAULT,
              new Emptied() {
                @Override
                public List<String> parts(String app) {
                  return parts.keySet().stream().sorted().toList();
                }

                @Override
                public long count(String app, String part) {
                  return parts.getOrDefault(part, 0L);
                }

                @Override
                public void remove(String app, String part) {
                  parts.put(part, 0L);
                  if (dies) {
                    throw new IllegalStateException("killed");
                  }
                }

                @Override
                public List<String> looks(String app) {
                  return looks;
                }

                @Override
                public long search(String app, String look) {
                  return parts.values().stream().mapToLong(Long::longValue).sum();
                }
              }));

  private Map<String, Object> step(String step, String part) {
    return steps.take(
        new StepInput(
            Map.of(
                "step",
                step,
                "store",
                "vault",
                "customer",
                "cus_1",
                "app",
                "app_1",
                "round",
                0,
                "part",
                part)));
  }

  private Measured measured() {
    return measurements.of("cus_1", "app_1").getFirst();
  }

  @Test
  void allOfItsPartsAreEmptiedAndItIsSearched() {
    assertThat(step("plan", "")).isEqualTo(Map.of("parts", List.of("a", "b")));
    step("empty", "a");
    step("empty", "b");
    assertThat(measured().isComplete()).isFalse();
    assertThat(step("plan_search", "")).isEqualTo(Map.of("parts", List.of("whole")));
    step("search", "whole");
    assertThat(measured().isComplete()).isTrue();
    assertThat(measured().found()).isEqualTo(7);
    assertThat(measured().again()).isZero();
    assertThat(measured().removedAt()).contains(NOON);
  }

  @Test
  void whoIsKilledAndBeginsAgainSaysWhatThereWas() {
    step("plan", "");
    dies = true;
    assertThatThrownBy(() -> step("empty", "a")).isInstanceOf(IllegalStateException.class);
    assertThat(measured().removed()).isZero();
    dies = false;
    step("empty", "a");
    assertThat(measured().found()).isEqualTo(3);
    assertThat(measured().removed()).isEqualTo(1);
  }

  @Test
  void aStoreWithNothingToLookIntoIsSearched() {
    parts.clear();
    looks.clear();
    step("plan", "");
    assertThat(step("plan_search", "")).isEqualTo(Map.of("parts", List.of()));
    assertThat(measured().isComplete()).isTrue();
    assertThat(measured().searchedAt()).contains(NOON);
  }

  @Test
  void anotherFunctionsStoreIsRefused() {
    assertThatThrownBy(() ->
            steps.take(
                new StepInput(
                    Map.of(
                        "step",
                        "plan",
                        "store",
                        "ledger",
                        "customer",
                        "cus_1",
                        "app",
                        "app_1",
                        "round",
                        0))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
