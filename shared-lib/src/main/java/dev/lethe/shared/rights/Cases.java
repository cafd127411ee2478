package dev.lethe.shared.rights;

import java.util.List;
import java.util.Map;

/// What the Vault holds of a request while it is open, and nothing else does: whom it is about, and
/// what was found of them. Backups have none of it, so nobody finds from a request's entry to a
/// label once the request is over.
public interface Cases {

  /// The lives that a request is about, as they were when its work began: all of them, once the
  /// step that begins is done.
  List<CaseLife> lives(CaseId id);

  /// Notes a number that was found for a request, before anything is changed: whoever is killed and
  /// begins again finds less.
  ///
  /// @param what names the number among those of the request
  /// @return what is known from now on: what was said first
  long note(CaseId id, String what, long found);

  /// All numbers that were noted, by their names.
  Map<String, Long> noted(CaseId id);
}
