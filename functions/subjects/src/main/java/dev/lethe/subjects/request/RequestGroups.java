package dev.lethe.subjects.request;

import java.util.List;
import java.util.UUID;

/// Requests that one work serves: the first, which has the work, and those that were joined to it.
/// One write each, on the first, decides who joins, who has cancelled, and that the work begins.
public interface RequestGroups {

  /// The work begins, unless all have cancelled. From then on nobody joins and nobody cancels; and
  /// if it does not begin, it never will.
  ///
  /// @return whether it begins, or has begun before
  boolean begin(String customer, UUID first);

  /// The ids of all that one work serves, the first one's first; those who have cancelled, too.
  List<UUID> of(String customer, UUID first);

  /// Cancels a request, unless its work has begun.
  ///
  /// @param read the request as it was read
  /// @param later its timeline, and that it is cancelled
  /// @return whether it is cancelled by this
  boolean cancel(EnteredRequest read, Timeline later);

  /// Whether somebody waits for a work: not all have cancelled.
  boolean isAwaited(String customer, UUID first);
}
