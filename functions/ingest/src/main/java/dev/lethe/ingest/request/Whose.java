package dev.lethe.ingest.request;

import dev.lethe.shared.vault.Identity;
import org.jspecify.annotations.Nullable;

/// Whom an event says that it is about.
///
/// @param user by its `userId`
/// @param device by its `anonymousId`
public record Whose(@Nullable Identity user, @Nullable Identity device) {

  static final Whose NOBODY = new Whose(null, null);

  /// As an SDK told it.
  public static Whose of(@Nullable String userId, @Nullable String anonymousId) {
    return new Whose(
        userId == null ? null : Identity.of(Identity.Kind.USER, userId),
        anonymousId == null ? null : Identity.of(Identity.Kind.DEVICE, anonymousId));
  }
}
