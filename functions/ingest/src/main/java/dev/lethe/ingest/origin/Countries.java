package dev.lethe.ingest.origin;

import java.net.InetAddress;
import java.util.Optional;

/// Tells the country that an address is used in.
@FunctionalInterface
public interface Countries {

  /// ISO 3166-1 alpha-2; nothing if it is not known.
  Optional<String> of(InetAddress address);
}
