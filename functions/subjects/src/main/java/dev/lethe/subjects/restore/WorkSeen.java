package dev.lethe.subjects.restore;

import dev.lethe.subjects.request.EnteredRequest;
import java.time.Instant;
import java.util.Optional;

/// What is known of the work of requests by who did it.
@FunctionalInterface
public interface WorkSeen {

  /// When the last attempt at a request's work was past its beginning; nothing if it was not, or
  /// found that nobody waits for it any more.
  Optional<Instant> begun(EnteredRequest request);
}
