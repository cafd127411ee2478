package dev.lethe.infra.simulation;

/// A service did not do what it was asked, or did not say that it has.
final class SimulatedFailure extends RuntimeException {

  SimulatedFailure(String what) {
    super(what, null, false, false);
  }
}
