package dev.lethe.subjects.execution;

import dev.lethe.subjects.request.EnteredRequest;

/// What executions are called. Two customers may have chosen the same id for a request.
public final class ExecutionName {

  private ExecutionName() {}

  /// The name of an attempt: `cus_…-a7551968-…`, and for the second `cus_…-a7551968-…-2`.
  public static String of(EnteredRequest request, int attempt) {
    var name = request.customer() + '-' + request.id();
    return attempt == Executions.FIRST ? name : name + '-' + attempt;
  }
}
