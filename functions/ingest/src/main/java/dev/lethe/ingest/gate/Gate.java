package dev.lethe.ingest.gate;

import dev.lethe.ingest.request.Whose;
import dev.lethe.shared.registry.ApiKey;
import java.util.Optional;
import java.util.Set;

/// All that decides about a request: the API key, its application's settings and keys, and the
/// states of its subjects. What is read is what was last written: whatever was revoked, switched
/// off, stopped or erased is so from the next request on.
@FunctionalInterface
public interface Gate {

  /// Reads it, all at once.
  ///
  /// @param whose whom the request is about, [dev.lethe.ingest.request.Limits#PAIRS] at most
  /// @return nothing if it is no write key of ours; one that was replaced may have expired
  /// @throws KeysMissingException if the application's keys are not in the Vault
  Optional<View> view(ApiKey key, Set<Whose> whose) throws KeysMissingException;
}
