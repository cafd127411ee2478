package dev.lethe.subjects.rectification;

import dev.lethe.shared.rights.CaseId;
import dev.lethe.subjects.request.Correction;
import java.util.List;
import java.util.Optional;

/// What open requests put right.
@FunctionalInterface
public interface Corrections {

  /// The corrections of a request, in their order; nothing if it has none, or is over.
  Optional<List<Correction>> of(CaseId id);
}
