package dev.lethe.shared.erasure;

/// A store that holds copies of what subjects sent. It may be told to erase at any time, and again.
@FunctionalInterface
public interface SubjectCopies {

  /// Deletes all that it holds of a label.
  ///
  /// @return how many objects held something
  long erase(String app, String label);
}
