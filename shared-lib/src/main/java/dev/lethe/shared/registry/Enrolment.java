package dev.lethe.shared.registry;

import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.shared.vault.SealedKeyring;
import java.time.Instant;
import java.util.function.Supplier;

/// Enters customers and applications in the Registry, each with its first key, both or neither.
public interface Enrolment {

  /// Enters a customer and a key that acts for it.
  ///
  /// @param seen that whoever enters them has seen the key, for the customer's register of
  ///   disclosures
  void enrol(Customer customer, IssuedKey secretKey, DisclosureEntry seen);

  /// How many applications one customer has at most: a suspension marks each, in one request.
  int MOST_APPLICATIONS = 100;

  /// Enters an application, also among those of its customer, and a key that sends its events.
  ///
  /// @param keyring the application's keys, which go to the Vault
  /// @return false if the customer has as many as may be, is suspended, or has ended: nothing is
  ///   entered then
  boolean enrol(Application application, IssuedKey writeKey, SealedKeyring keyring);

  /// Switches a feature of an application on or off, and keeps who said so.
  ///
  /// @param change one that erases nothing
  void switchFeature(Application application, FeatureSwitch change);

  /// Switches a feature off and puts another keyring in the place of the application's, both or
  /// neither.
  ///
  /// @param change one that erases what was collected
  /// @param keys what is replaced; it is asked again if somebody else was faster
  void eraseCollected(Application application, FeatureSwitch change, Supplier<Replacement> keys);

  /// A keyring in the place of another, of which only keys of features are others.
  record Replacement(SealedKeyring before, SealedKeyring after) {}

  /// Changes what is another in an application's name and settings, but for its features and its
  /// time zone: what somebody else changes meanwhile stays changed.
  ///
  /// @param before as it was read
  /// @param after the same application as it shall be
  void change(Application before, Application after, Instant now);
}
