package dev.lethe.shared.registry;

import java.util.Optional;
import java.util.Set;

/// Customers, applications and API keys. What is read is what was last written: revoking a key
/// works from the next request on.
public interface Registry {

  /// A key that was issued, perhaps expired since; nothing if it is unknown or was revoked.
  Optional<IssuedKey> find(ApiKey key);

  /// The application of this id, whoever asks.
  Optional<Application> application(String id);

  /// The application of this id, if it is this customer's.
  default Optional<Application> application(String customer, String id) {
    return application(id).filter(application -> application.customer().equals(customer));
  }

  /// The ids of all applications of a customer.
  Set<String> applicationsOf(String customer);
}
