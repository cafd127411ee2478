package dev.lethe.subjects.progress;

import dev.lethe.subjects.request.Step;
import java.time.Instant;
import java.util.UUID;

/// How a request gets on, and those that are joined to it: what becomes of one becomes of all. Each
/// call may come twice.
public interface Progress {

  /// The work begins, unless all that asked for it have cancelled: whoever has not cannot any more.
  /// Who is to be called is called.
  ///
  /// @return whether it begins, or has begun before
  boolean begin(String customer, UUID request);

  /// Notes that a step was done. Of steps that are the same the first is kept.
  void note(String customer, UUID request, Step step, Instant at);

  /// The work is done. Who is to be called is called.
  void complete(String customer, UUID request);
}
