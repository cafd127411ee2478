package dev.lethe.control.restore;

import dev.lethe.shared.registry.Application;

/// An item of the Registry as a backup has it.
public sealed interface Entry {

  /// A customer.
  record OfCustomer(String customer) implements Entry {}

  /// A key that acts for a customer.
  record SecretKey(String customer) implements Entry {}

  /// An application.
  record OfApplication(Application application) implements Entry {}

  /// A key that sends an application's events, or a switch of one of its features.
  record BesideApplication(String app) implements Entry {}

  /// Nobody can say whether it may come back.
  record Unknown() implements Entry {}
}
