package dev.lethe.infra.simulation;

/// The process ends here: whatever it still tries to do comes to nothing. No code under test
/// catches errors, so none goes on.
final class Killed extends Error {

  Killed() {
    super("Killed.", null, false, false);
  }
}
