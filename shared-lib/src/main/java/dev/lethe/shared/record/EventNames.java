package dev.lethe.shared.record;

import java.util.Set;

/// The names of tracked events that say more than that they happened (`docs/events.md`,
/// "Vocabulary").
public final class EventNames {

  /// A run of the app begins.
  public static final String RUN = "Application Opened";

  public static final String SESSION_ENDED = "Session Ended";

  public static final String OFFERING_SHOWN = "Offering Shown";
  public static final String OFFERING_CLICKED = "Offering Clicked";
  public static final String OFFERING_DISMISSED = "Offering Dismissed";
  public static final String OFFERING_COMPLETED = "Offering Completed";

  /// What a user did with something that the app offers.
  public static final Set<String> OFFERINGS =
      Set.of(OFFERING_SHOWN, OFFERING_CLICKED, OFFERING_DISMISSED, OFFERING_COMPLETED);

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
