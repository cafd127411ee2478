package dev.lethe.control;

import dev.lethe.shared.api.Problem;

/// A request that is not served, whatever its body says.
final class RefusedException extends Exception {

  private final transient Problem problem;

  RefusedException(Problem problem) {
    super(problem.title());
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
