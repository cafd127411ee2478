package dev.lethe.shared.goals;

import dev.lethe.shared.steps.StepInput;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The steps of the state machine that forgets goals, application after application: `find` one;
/// for each store `plan` its parts, `forget` each, `settle` whether something was found, and again
/// until nothing is; then `conclude`. A step at a store whose order is done, or another by now,
/// does nothing: what is collected since is not touched by who was thought dead.
public final class GoalsSteps {

  private static final String APP = "app";
  private static final String BEFORE = "before";

  private final OpenGoalsOrders orders;
  private final Map<String, GoalsStore> stores;
  private final Duration pause;
  private final Clock clock;

  /// @param stores by their names
  /// @param pause for how long whoever read something before may go by it
  public GoalsSteps(
      OpenGoalsOrders orders, Map<String, GoalsStore> stores, Duration pause, Clock clock) {
    this.orders = orders;
    this.stores = Map.copyOf(stores);
    this.pause = pause;
    this.clock = clock;
  }

  /// Does a step.
  public Map<String, Object> take(StepInput input) {
    return switch (input.text("step")) {
      case "find" -> find();
      case "plan" ->
          Map.of("parts", open(input).map(order -> plan(order, input)).orElse(List.of()));
      case "forget" ->
          Map.of(
              "changed",
              open(input).map(order -> store(input).forget(order, input.text("part"))).orElse(0L));
      case "settle" -> Map.of("isClean", isClean(input));
      case "conclude" -> {
        open(input).ifPresent(order -> orders.done(order, clock.instant()));
        yield Map.of();
      }
      default -> throw new IllegalArgumentException("There is no such step.");
    };
  }

  private Map<String, Object> find() {
    return orders
        .take(clock.instant())
        .map(order ->
            Map.<String, Object>of(
                "isThere",
                true,
                APP,
                order.app(),
                BEFORE,
                order.before().toString(),
                "pause",
                pause.toSeconds()))
        .orElse(Map.of("isThere", false));
  }

  /// Each time that it begins with a store, too, it says that it goes on.
  private List<String> plan(GoalsOrder order, StepInput input) {
    orders.hold(order, clock.instant());
    return store(input).parts(order.app());
  }

  /// The order that the step is for, if it is still to be worked on.
  private Optional<GoalsOrder> open(StepInput input) {
    var before = Instant.parse(input.text(BEFORE));
    return orders
        .of(input.text(APP))
        .filter(order -> order.isOpen() && order.before().equals(before));
  }

  private GoalsStore store(StepInput input) {
    var store = stores.get(input.text("store"));
    if (store == null) {
      throw new IllegalArgumentException("This store is another function's.");
    }
    return store;
  }

  /// Whether no part had anything.
  private static boolean isClean(StepInput input) {
    if (!(input.fields().get("changed") instanceof List<?> changed)) {
      throw new IllegalArgumentException("The input lacks changed.");
    }
    return changed.stream()
        .allMatch(one -> one instanceof Number number && number.longValue() == 0);
  }
}
