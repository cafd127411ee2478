package dev.lethe.shared.erasure;

/// A store that may hold copies of what is known of a subject.
public interface SubjectCopies {

  /// Counts what is there of a label now, and changes nothing.
  ///
  /// @param app the application's id
  /// @param label the subject's, of the life that is erased
  /// @return how many copies there are
  long count(String app, String label);

  /// Deletes all that is there of a label now; it may be called again, and then finds what came
  /// meanwhile.
  ///
  /// @param app the application's id
  /// @param label the subject's, of the life that is erased
  /// @return how many copies were deleted
  long erase(String app, String label);
}
