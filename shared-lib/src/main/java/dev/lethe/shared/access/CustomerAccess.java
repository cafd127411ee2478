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

  private final Registry registry;

  public CustomerAccess(Registry registry) {
    this.registry = registry;
  }

  /// The customer that an `Authorization` header acts for; nothing without a secret key of ours.
  public Optional<String> customer(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    var key = ApiKey.shown(authorization.substring(SCHEME.length()).strip());
    return registry
        .grantOf(key)
        .filter(Grant.Secret.class::isInstance)
        .map(grant -> ((Grant.Secret) grant).customer());
  }

  /// The application of this id, if it is the customer's.
  public Optional<Application> application(String customer, @Nullable String id) {
    return Optional.ofNullable(id)
        .flatMap(registry::application)
        .filter(application -> application.customer().equals(customer));
  }
}
