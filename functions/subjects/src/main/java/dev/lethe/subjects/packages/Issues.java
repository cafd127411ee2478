package dev.lethe.subjects.packages;

import dev.lethe.shared.disclosure.DisclosureEntry;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Which packages can be had.
public interface Issues {

  /// Since when the package of a request can be had; nothing if it cannot.
  Optional<Instant> issued(String customer, UUID request);

  /// From now on a package can be had: that, and the disclosure, are entered both or not at all. Of
  /// a package that can be had already nothing is entered again.
  void issue(DisclosureEntry disclosure, UUID request);
}
