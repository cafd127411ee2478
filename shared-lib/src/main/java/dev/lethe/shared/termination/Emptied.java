package dev.lethe.shared.termination;

import java.util.List;

/// A store that can be emptied of an application, in parts that do not know of each other. What a
/// part is, the store says; its name may be handed on and tells nothing of a person. Each call may
/// come twice, and be killed anywhere.
public interface Emptied {

  /// The parts that it is emptied in.
  List<String> parts(String app);

  /// How many there are in a part now.
  long count(String app, String part);

  /// Removes all that is in a part.
  void remove(String app, String part);

  /// The parts that it is searched in afterwards.
  List<String> looks(String app);

  /// How many are found when it is searched in another way than they were removed.
  long search(String app, String look);
}
