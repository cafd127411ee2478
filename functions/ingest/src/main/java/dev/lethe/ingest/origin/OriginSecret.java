package dev.lethe.ingest.origin;

/// The secret by which a request proves that it came through the edge.
@FunctionalInterface
public interface OriginSecret {

  /// Whether this is the secret, or the one before it while it is being rotated. Takes the same
  /// time for every wrong one.
  boolean matches(String shown);
}
