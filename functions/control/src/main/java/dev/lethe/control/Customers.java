package dev.lethe.control;

import dev.lethe.shared.registry.Customer;
import java.util.Optional;

/// Customers, as they stand in the Registry.
@FunctionalInterface
interface Customers {

  /// A customer; nothing if there is none, or none any more.
  Optional<Customer> find(String id);
}
