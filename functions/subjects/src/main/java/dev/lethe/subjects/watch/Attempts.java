package dev.lethe.subjects.watch;

import dev.lethe.subjects.request.EnteredRequest;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the work of requests was tried.
public interface Attempts {

  /// An attempt at the work of a request.
  ///
  /// @param number from 1 on
  /// @param ended when it ended, however it did; nothing while it goes on
  record Attempt(int number, @Nullable Instant ended) {}

  /// The last attempt that is known; nothing if none is.
  Optional<Attempt> last(EnteredRequest request);
}
