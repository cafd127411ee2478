package dev.lethe.shared.erasure;

/// A store with copies of subjects' data that no consumer of the stream looks after.
@FunctionalInterface
public interface SubjectCopies {

  /// Deletes all that there is of a life. Doing it twice is doing it once.
  ///
  /// @param label of the life
  /// @return how many copies there were
  long erase(String app, String label);
}
