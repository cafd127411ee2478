package dev.lethe.shared.registry;

import dev.lethe.shared.vault.SealedKeyring;

/// Enters customers and applications in the Registry, each with its first key, both or neither.
public interface Enrolment {

  /// Enters a customer and a key that acts for it.
  void enrol(Customer customer, ApiKey secretKey);

  /// Enters an application, also among those of its customer, and a key that sends its events.
  ///
  /// @param keyring the application's keys, which go to the Vault
  void enrol(Application application, ApiKey writeKey, SealedKeyring keyring);

  /// Switches a feature of an application on or off, and keeps who said so.
  void switchFeature(Application application, FeatureSwitch change);

  /// Sets for how many days requests of an application's subjects wait that are made from now on.
  void setGrace(Application application, int days);
}
