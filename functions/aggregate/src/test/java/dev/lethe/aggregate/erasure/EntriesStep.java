package dev.lethe.aggregate.erasure;

import dev.lethe.shared.rights.Cases;
import dev.lethe.shared.steps.StepInput;
import java.time.Clock;
import java.util.Map;

/// The step that searches statistics, for those who play the state machine.
public final class EntriesStep {

  private EntriesStep() {}

  /// Does it once.
  public static Map<String, Object> take(
      Cases cases, Entries entries, Clock clock, StepInput input) {
    return new EntriesErasureHandler(cases, entries, clock).take(input);
  }
}
