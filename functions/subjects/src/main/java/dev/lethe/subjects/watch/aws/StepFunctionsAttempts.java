package dev.lethe.subjects.watch.aws;

import dev.lethe.subjects.execution.ExecutionName;
import dev.lethe.subjects.execution.Executions;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.watch.Attempts;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;

/// Executions of Step Functions, found by their names, which are numbered without gaps. Step
/// Functions [forgets](https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html)
/// one 90 days after it has ended: then its name is free again.
public final class StepFunctionsAttempts implements Attempts {

  private final SfnClient stepFunctions;
  private final String executions;

  /// @param stateMachine its ARN
  public StepFunctionsAttempts(SfnClient stepFunctions, String stateMachine) {
    this.stepFunctions = stepFunctions;
    this.executions = stateMachine.replace(":stateMachine:", ":execution:") + ':';
  }

  /// Looks at some of them only, however many there are: at every second power, and then between
  /// the last that is there and the first that is not.
  @Override
  public Optional<Attempt> last(EnteredRequest request) {
    var found = attempt(request, Executions.FIRST);
    if (found.isEmpty()) {
      return found;
    }
    var there = found.get();
    var missing = Executions.FIRST + 1;
    for (var next = attempt(request, missing); next.isPresent(); next = attempt(request, missing)) {
      there = next.get();
      missing *= 2;
    }
    while (there.number() + 1 < missing) {
      var middle = (there.number() + missing) / 2;
      var next = attempt(request, middle);
      if (next.isPresent()) {
        there = next.get();
      } else {
        missing = middle;
      }
    }
    return Optional.of(there);
  }

  private Optional<Attempt> attempt(EnteredRequest request, int number) {
    var name = executions + ExecutionName.of(request, number);
    try {
      var execution = stepFunctions.describeExecution(describe -> describe.executionArn(name));
      return Optional.of(new Attempt(number, execution.stopDate()));
    } catch (ExecutionDoesNotExistException e) {
      return Optional.empty();
    }
  }
}
