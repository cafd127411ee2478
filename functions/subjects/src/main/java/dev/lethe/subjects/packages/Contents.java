package dev.lethe.subjects.packages;

import dev.lethe.shared.registry.Application;
import dev.lethe.subjects.request.EnteredRequest;
import java.time.Instant;
import java.util.List;

/// What a package tells.
///
/// @param request that asked for it
/// @param made when it was made
/// @param subjects whom it is about: those the request names, and devices that are theirs alone
/// @param requests all requests about those named, the oldest first
record Contents(
    EnteredRequest request,
    Application application,
    Instant made,
    List<Dossier> subjects,
    List<EnteredRequest> requests) {

  long events() {
    return subjects.stream().mapToLong(Dossier::events).sum();
  }

  long pictures() {
    return subjects.stream().mapToLong(subject -> subject.pictures.size()).sum();
  }
}
