package dev.lethe.control.restore;

import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.FeatureSwitch;
import java.util.List;

/// How an item comes back.
public sealed interface Return {

  /// It does not.
  record Not() implements Return {}

  /// As it was. Which applications a customer has is entered afterwards.
  record AsItWas() implements Return {}

  /// A customer as its termination leaves it.
  record Ended() implements Return {}

  /// An application as its termination leaves it.
  record Gone(Application application) implements Return {}

  /// As an application may be now.
  ///
  /// @param since how its features were switched since
  record Changed(Application application, List<FeatureSwitch> since) implements Return {}
}
