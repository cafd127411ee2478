package dev.lethe.shared.api;

/// A request that is not served.
public final class RefusedException extends Exception {

  private final transient Problem problem;

  public RefusedException(Problem problem) {
    super(problem.detail());
    this.problem = problem;
  }

  /// A request that says something that cannot be done.
  ///
  /// @param detail what to ask instead, without what was asked
  public static RefusedException badRequest(String detail) {
    return new RefusedException(Problem.badRequest(detail));
  }

  public Problem problem() {
    return problem;
  }
}
