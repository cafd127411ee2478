package dev.lethe.retention.audit;

import java.util.List;

/// The requests that were made for subjects of applications.
@FunctionalInterface
public interface HandledRequests {

  /// Those of an application that are kept, the latest first.
  List<HandledRequest> of(String customer, String app);
}
