package dev.lethe.subjects.request;

import java.time.Instant;
import java.util.List;

/// Finds the requests of all customers that somebody must look after, without reading the others.
public interface WatchedRequests {

  /// Those whose work is not done. What has changed in the last seconds may be missing or be there
  /// still.
  List<EnteredRequest> open();

  /// Erasures that were completed before a time, and are not noted as closed.
  List<EnteredRequest> notClosed(Instant completedBefore);
}
