package dev.lethe.infra.sdk;

import java.util.List;

/// One of the libraries that apps send their events with.
public interface Sdk {

  /// Sends a plan's events, and waits until the library is done with them.
  ///
  /// @return what the library said of events that it could not deliver
  List<String> send(Plan plan);
}
