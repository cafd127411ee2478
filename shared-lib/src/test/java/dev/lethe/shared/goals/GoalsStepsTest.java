package dev.lethe.shared.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lethe.shared.record.Records;
import dev.lethe.shared.steps.StepInput;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GoalsStepsTest {

  private static final String APP = "app_1";
  private static final Instant NOON = Records.NOON;

  private final Map<String, GoalsOrder> orders = new HashMap<>();
  private final List<String> forgotten = new ArrayList<>();
  private final List<Instant> held = new ArrayList<>();
  private final OpenGoalsOrders known =
      new OpenGoalsOrders() {
        @Override
        public Optional<GoalsOrder> of(String app) {
          return Optional.ofNullable(orders.get(app));
        }

        @Override
        public Optional<GoalsOrder> take(Instant now) {
          return orders.values().stream()
              .filter(order -> order.isOpen() && !order.covers(now))
              .findFirst();
        }

        @Override
        public void hold(GoalsOrder order, Instant now) {
          held.add(order.before());
        }

        @Override
        public void done(GoalsOrder order, Instant now) {
          orders.put(order.app(), new GoalsOrder(order.app(), order.before(), now));
        }
      };
  private final GoalsStore store =
      new GoalsStore() {
        @Override
        public List<String> parts(String app) {
          return List.of("0/2", "1/2");
        }

        @Override
        public long forget(GoalsOrder order, String part) {
          forgotten.add(part);
          return 3;
        }
      };
  private final GoalsSteps steps =
      new GoalsSteps(
          known,
          Map.of("ledger", store),
          Duration.ofMinutes(20),
          Clock.fixed(NOON, ZoneOffset.UTC));

  private void given(Instant before) {
    orders.put(APP, new GoalsOrder(APP, before, null));
  }

  private Map<String, Object> step(String step, Map<String, Object> more) {
    var input = new HashMap<String, Object>(more);
    input.put("step", step);
    return steps.take(new StepInput(input));
  }

  private Map<String, Object> at(String step, Instant before) {
    return step(
        step, Map.of("store", "ledger", "app", APP, "before", before.toString(), "part", "1/2"));
  }

  @Test
  void anOrderIsFoundWhenItsTimeHasCome() {
    assertThat(step("find", Map.of())).isEqualTo(Map.of("isThere", false));
    given(NOON.plusSeconds(1));
    assertThat(step("find", Map.of())).isEqualTo(Map.of("isThere", false));
    given(NOON);
    assertThat(step("find", Map.of()))
        .isEqualTo(Map.of("isThere", true, "app", APP, "before", NOON.toString(), "pause", 1_200L));
  }

  @Test
  void aStoreIsPlannedAndGoneThroughPartByPart() {
    given(NOON);
    assertThat(at("plan", NOON)).isEqualTo(Map.of("parts", List.of("0/2", "1/2")));
    assertThat(held).containsExactly(NOON);
    assertThat(at("forget", NOON)).isEqualTo(Map.of("changed", 3L));
    assertThat(forgotten).containsExactly("1/2");
  }

  @Test
  void itIsCleanWhenNoPartHadAny() {
    assertThat(step("settle", Map.of("changed", List.of(0, 0L)))).containsEntry("isClean", true);
    assertThat(step("settle", Map.of("changed", List.of(0, 1)))).containsEntry("isClean", false);
    assertThat(step("settle", Map.of("changed", List.of()))).containsEntry("isClean", true);
    assertThatIllegalArgumentException().isThrownBy(() -> step("settle", Map.of()));
  }

  /// Whoever was thought dead would else take what is collected since.
  @Test
  void nothingIsDoneForAnOrderThatIsDoneOrAnotherByNow() {
    given(NOON);
    at("conclude", NOON);
    assertThat(orders.get(APP)).isEqualTo(new GoalsOrder(APP, NOON, NOON));
    assertThat(at("plan", NOON)).isEqualTo(Map.of("parts", List.of()));
    assertThat(at("forget", NOON)).isEqualTo(Map.of("changed", 0L));
    var later = NOON.plusSeconds(60);
    given(later);
    assertThat(at("forget", NOON)).isEqualTo(Map.of("changed", 0L));
    at("conclude", NOON);
    assertThat(orders.get(APP)).isEqualTo(new GoalsOrder(APP, later, null));
    assertThat(forgotten).isEmpty();
  }

  @Test
  void whatIsNotKnownIsRefused() {
    given(NOON);
    assertThatIllegalArgumentException().isThrownBy(() -> step("dance", Map.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> step("plan", Map.of("store", "moon", "app", APP, "before", NOON.toString())));
  }
}
