package dev.lethe.subjects.request;

import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.vault.Identity;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a customer asks for one subject (OpenDSR, section 7.1). It is held in memory while the
/// request is answered, and kept nowhere.
///
/// @param regulation the law that it is made under
/// @param id the customer's own for it, a UUID of version 4
/// @param type the right that it is about
/// @param submitted when the subject asked the customer
/// @param identities who the subject is: one at least, each once, in the order in which they came
/// @param callbacks what is called at each change, each once
/// @param app the application whose subject it is; nothing if the request does not say
/// @param purposes what an objection or a withdrawal is about; none for other types
/// @param corrections what a rectification puts right; none for other types
public record SubjectRequest(
    Regulation regulation,
    UUID id,
    RequestType type,
    Instant submitted,
    List<Identity> identities,
    List<URI> callbacks,
    @Nullable String app,
    Set<Purpose> purposes,
    List<Correction> corrections) {

  public SubjectRequest {
    identities = List.copyOf(identities);
    callbacks = List.copyOf(callbacks);
    purposes = Set.copyOf(purposes);
    corrections = List.copyOf(corrections);
  }

  /// Shows its id and type only.
  @Override
  public String toString() {
    return "SubjectRequest[" + id + ", " + type + "]";
  }
}
