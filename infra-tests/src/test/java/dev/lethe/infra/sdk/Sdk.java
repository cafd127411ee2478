package dev.lethe.infra.sdk;

import java.util.List;
import java.util.Set;

/// One of the libraries that apps send their events with.
public interface Sdk {

  /// The calls that it knows, as events' types name them.
  default Set<String> calls() {
    return Plan.CALLS;
  }

  /// Sends a plan's events, and waits until the library is done with them.
  ///
  /// @return what the library said of events that it could not deliver
  List<String> send(Plan plan);
}
