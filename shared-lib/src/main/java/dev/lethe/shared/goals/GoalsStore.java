package dev.lethe.shared.goals;

import java.util.List;

/// A store that goals are taken out of, in parts that do not know of each other. What a part is,
/// the store says; its name may be handed on and tells nothing of a person.
public interface GoalsStore {

  /// The parts.
  List<String> parts(String app);

  /// Takes goals out of a part. It may be killed anywhere and run again.
  ///
  /// @return in how many places something was found; 0 once nothing is left
  long forget(GoalsOrder order, String part);
}
