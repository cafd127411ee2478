package dev.lethe.shared.access;

import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Grant;
import dev.lethe.shared.registry.Registry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides what a customer's secret key opens. An application of another customer and one that does
/// not exist are the same to whoever asks.
public final class CustomerAccess {

  private static final String SCHEME = "Bearer ";
  private static final int SHOWN = 12;

  private final Registry registry;

  public CustomerAccess(Registry registry) {
    this.registry = registry;
  }

  /// The customer that an `Authorization` header acts for; nothing without a secret key of ours.
  public Optional<String> customer(@Nullable String authorization) {
    return key(authorization)
        .flatMap(registry::grantOf)
        .filter(Grant.Secret.class::isInstance)
        .map(grant -> ((Grant.Secret) grant).customer());
  }

  /// What the key of an `Authorization` header is called in records: the beginning of its SHA-256.
  public Optional<String> nameOfKey(@Nullable String authorization) {
    return key(authorization).map(key -> key.hash().substring(0, SHOWN));
  }

  private static Optional<ApiKey> key(@Nullable String authorization) {
    return authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? Optional.of(ApiKey.shown(authorization.substring(SCHEME.length()).strip()))
        : Optional.empty();
  }

  /// The application of this id, if it is the customer's.
  public Optional<Application> application(String customer, @Nullable String id) {
    return Optional.ofNullable(id)
        .flatMap(registry::application)
        .filter(application -> application.customer().equals(customer));
  }
}
