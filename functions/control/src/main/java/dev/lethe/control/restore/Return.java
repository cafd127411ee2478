package dev.lethe.control.restore;

import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.FeatureSwitch;
import dev.lethe.shared.registry.IssuedKey;
import java.util.List;
import java.util.Set;

/// How an item comes back.
public sealed interface Return {

  /// It does not.
  record Not() implements Return {}

  /// As it was. Which applications a customer has is entered afterwards.
  record AsItWas() implements Return {}

  /// A customer as it was, without some of its contacts.
  record Without(Set<String> contacts) implements Return {
    public Without {
      contacts = Set.copyOf(contacts);
    }
  }

  /// A customer as its termination leaves it.
  record Ended() implements Return {}

  /// An application as its termination leaves it.
  record Gone(Application application) implements Return {}

  /// As an application may be now.
  ///
  /// @param since how its features were switched since and the backup does not say, in the order of
  ///   their times
  record Changed(Application application, List<FeatureSwitch> since) implements Return {}

  /// A key as it may be now. Whose keys are which is entered afterwards.
  record Key(IssuedKey key) implements Return {}
}
