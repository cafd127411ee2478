package dev.lethe.subjects.request;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Where requests are entered, each once under the customer's own id for it.
public interface RequestBook {

  /// What came of entering a request.
  sealed interface Entry {

    /// It is entered, or was: the same request came before.
    ///
    /// @param request as it stands in the book
    record Entered(EnteredRequest request) implements Entry {}

    /// Another request has its id.
    record IdReused() implements Entry {}
  }

  /// Enters a request, unless its id is taken. Of two at the same time one is entered. An erasure
  /// is joined to another of the same subject whose work has not begun, and which somebody still
  /// waits for. A read of the operator's is entered with its disclosure, both or not at all.
  Entry enter(EnteredRequest request);

  /// The request of a customer's id; nothing if there is none, or its time is over.
  Optional<EnteredRequest> find(String customer, UUID id);

  /// Writes on its timeline what a request became, if it is still what it was when it was read. To
  /// cancel one is for [RequestGroups].
  ///
  /// @param read the request as it was read
  /// @param later its timeline, and one change more
  /// @return whether it stands there, now or already
  boolean advance(EnteredRequest read, Timeline later);

  /// Notes when a step was done for a request that is there. Of steps that are the same the first
  /// is kept.
  void note(String customer, UUID id, Step step, Instant at);
}
