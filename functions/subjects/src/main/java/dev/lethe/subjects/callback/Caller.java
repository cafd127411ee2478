package dev.lethe.subjects.callback;

import dev.lethe.shared.record.Bytes;
import java.net.URI;
import java.util.Map;

/// Sends a callback where a customer wants it.
@FunctionalInterface
public interface Caller {

  /// Sends it once, if where it goes is public.
  ///
  /// @param headers beside those of every request
  /// @param body JSON
  /// @throws NotTakenException if it was not sent, or not answered with a status of the 200s
  void post(URI to, Map<String, String> headers, Bytes body) throws NotTakenException;
}
