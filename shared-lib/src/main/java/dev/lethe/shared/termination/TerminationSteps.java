package dev.lethe.shared.termination;

import dev.lethe.shared.record.WireNamed;
import dev.lethe.shared.steps.StepInput;
import dev.lethe.shared.termination.Emptying.Round;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The steps of a termination at stores, as the state machine calls them: `plan`, and `empty` for
/// each part; then `plan_search`, and `search`.
public final class TerminationSteps {

  private final Emptying emptying;
  private final Map<EndedStore, Emptied> stores;

  public TerminationSteps(Emptying emptying, Map<EndedStore, Emptied> stores) {
    this.emptying = emptying;
    this.stores = new EnumMap<>(EndedStore.class);
    this.stores.putAll(stores);
  }

  /// Does a step.
  public Map<String, Object> take(StepInput input) {
    var store = WireNamed.find(EndedStore.class, input.text("store")).orElseThrow();
    var emptied = stores.get(store);
    if (emptied == null) {
      throw new IllegalArgumentException("This store is emptied by another function.");
    }
    var round = new Round(input.customer(), input.text("app"), (int) input.number("round"), store);
    return switch (input.text("step")) {
      case "plan" -> parts(emptying.parts(round, emptied));
      case "empty" -> {
        emptying.empty(round, emptied, input.text("part"));
        yield Map.of();
      }
      case "plan_search" -> parts(emptying.looks(round, emptied));
      case "search" -> {
        emptying.search(round, emptied, input.text("part"));
        yield Map.of();
      }
      default -> throw new IllegalArgumentException("There is no such step.");
    };
  }

  private static Map<String, Object> parts(List<String> parts) {
    return Map.of("parts", parts);
  }
}
