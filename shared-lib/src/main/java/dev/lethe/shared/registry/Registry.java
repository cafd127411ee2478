package dev.lethe.shared.registry;

import java.util.Optional;
import java.util.Set;

/// Customers, applications and API keys. What is read is what was last written: revoking a key
/// works from the next request on.
public interface Registry {

  /// What a key grants; nothing if it is unknown.
  Optional<Grant> grantOf(ApiKey key);

  /// The application of this id, whoever asks.
  Optional<Application> application(String id);

  /// The ids of all applications of a customer.
  Set<String> applicationsOf(String customer);
}
