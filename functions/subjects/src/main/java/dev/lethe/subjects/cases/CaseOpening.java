package dev.lethe.subjects.cases;

import dev.lethe.shared.rights.CaseId;

/// Opens cases in the Vault: what a request needs that nothing else may hold.
public interface CaseOpening {

  /// What came of opening a case.
  enum Opened {
    /// It is open by this.
    NOW,
    /// It was open, for the same request.
    BEFORE,
    /// Another request has its id, and keeps it.
    NOT
  }

  /// Opens the case of a request, unless there is one. Of two at the same time one opens it.
  Opened open(CaseId id, NewCase content);

  /// Forgets what a request that has no work brought.
  void close(CaseId id);
}
