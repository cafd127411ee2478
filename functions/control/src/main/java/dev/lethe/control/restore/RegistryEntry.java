package dev.lethe.control.restore;

import dev.lethe.shared.registry.Application;

/// An item of the Registry as a backup has it.
public sealed interface RegistryEntry {

  /// A customer.
  record OfCustomer(String customer) implements RegistryEntry {}

  /// A key that acts for a customer.
  record SecretKey(String customer) implements RegistryEntry {}

  /// An application.
  record OfApplication(Application application) implements RegistryEntry {}

  /// A key that sends an application's events, or a switch of one of its features.
  record BesideApplication(String app) implements RegistryEntry {}

  /// Nobody can say whether it may come back.
  record Unknown() implements RegistryEntry {}
}
