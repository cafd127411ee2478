package dev.lethe.infra.simulation;

/// A step of a state machine failed, and is run again.
final class StepFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StepFailed(RuntimeException why) {
    super(why);
  }
}
