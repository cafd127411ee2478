package dev.lethe.subjects.request;

import dev.lethe.shared.record.Bytes;
import java.util.Collection;
import java.util.List;

/// Leads from a subject's identities to the requests that were made about them.
@FunctionalInterface
public interface RequestsOf {

  /// The requests about any of these identities, each once, in the order in which they were
  /// received.
  ///
  /// @param identityHashes see [RequestSecret#identityHash]
  List<EnteredRequest> of(String customer, String app, Collection<Bytes> identityHashes);
}
