package dev.lethe.retention.probe;

import dev.lethe.shared.record.WireNamed;
import dev.lethe.shared.steps.StepInput;
import java.util.Map;

/// What the state machine gives a step that measures a part.
final class PartInput {

  private PartInput() {}

  /// By which the run is known.
  static String run(StepInput input) {
    return input.text("run");
  }

  /// The part, as the plan says it.
  static Part part(StepInput input) {
    if (!(input.fields().get("part") instanceof Map<?, ?> part)) {
      throw new IllegalArgumentException("The input has no part.");
    }
    return new Part(
        number(part, "number"),
        WireNamed.find(Place.class, text(part, "place")).orElseThrow(),
        WireNamed.find(Part.Work.class, text(part, "work")).orElseThrow(),
        number(part, "first"),
        number(part, "last"),
        number(part, "segments"));
  }

  private static int number(Map<?, ?> part, String field) {
    if (part.get(field) instanceof Number number) {
      return number.intValue();
    }
    throw new IllegalArgumentException("The part lacks " + field + ".");
  }

  private static String text(Map<?, ?> part, String field) {
    if (part.get(field) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("The part lacks " + field + ".");
  }

  /// What the state machine goes on with.
  static Map<String, Object> done(boolean isDone) {
    return Map.of("done", isDone);
  }
}
