package dev.lethe.subjects.restore;

import dev.lethe.subjects.request.EnteredRequest;
import java.util.function.Consumer;

/// Requests whose work is not done, as the table says.
@FunctionalInterface
public interface OpenRequests {

  /// Reads those of a segment.
  void read(String segment, Consumer<EnteredRequest> sink);
}
