package dev.lethe.subjects.work;

/// Who is to know that an erasure found something again.
@FunctionalInterface
public interface Residues {

  /// A store still had something when all was removed.
  ///
  /// @param stores how many stores
  void found(int stores);
}
