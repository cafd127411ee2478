package dev.lethe.subjects.packages;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/// Packages of all that is held of a subject, for the customer who asked for one.
@FunctionalInterface
public interface Packages {

  /// Where the package of a request can be had for some minutes; nothing while there is none, and
  /// when its time is over.
  Optional<URI> link(String customer, String app, UUID request);
}
