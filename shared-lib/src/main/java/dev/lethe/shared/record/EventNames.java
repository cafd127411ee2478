package dev.lethe.shared.record;

import java.util.Set;

/// The names of tracked events that tell what no other event does (`docs/events.md`, "Vocabulary").
public final class EventNames {

  /// What a user did with something that the app offers.
  public static final Set<String> OFFERINGS =
      Set.of("Offering Shown", "Offering Clicked", "Offering Dismissed", "Offering Completed");

  public static final String GOAL_REACHED = "Goal Reached";

  private EventNames() {}

  /// The events that alone may tell a dimension; nothing if any event may.
  public static Set<String> telling(Dimension dimension) {
    return switch (dimension) {
      case OFFERING, CONTENT_TYPE, OFFERING_TYPE -> OFFERINGS;
      case GOAL -> Set.of(GOAL_REACHED);
      default -> Set.of();
    };
  }
}
