package dev.lethe.control.restore;

import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.IssuedKey;

/// An item of the Registry as a backup has it.
public sealed interface RegistryEntry {

  /// A customer.
  record OfCustomer(String customer) implements RegistryEntry {}

  /// A key, of a customer or an application.
  record OfKey(IssuedKey key) implements RegistryEntry {}

  /// An application.
  record OfApplication(Application application) implements RegistryEntry {}

  /// A switch of one of an application's features.
  record OfSwitch(String app) implements RegistryEntry {}

  /// What is of the operator alone.
  record OfOperator() implements RegistryEntry {}

  /// Nobody can say whether it may come back.
  record Unknown() implements RegistryEntry {}
}
