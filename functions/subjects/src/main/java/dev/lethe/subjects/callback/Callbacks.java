package dev.lethe.subjects.callback;

import dev.lethe.subjects.request.RequestStatus;
import java.util.UUID;

/// Tells customers what becomes of their requests (OpenDSR, section 8.5).
@FunctionalInterface
public interface Callbacks {

  /// Starts calling all addresses of a request about a status that stands on its timeline. It may
  /// be called twice for the same: each is told once, or for as long as it is tried.
  void announce(String customer, UUID request, RequestStatus status);
}
