package dev.lethe.subjects.execution.aws;

import dev.lethe.shared.api.Json;
import dev.lethe.subjects.execution.ExecutionName;
import dev.lethe.subjects.execution.Executions;
import dev.lethe.subjects.request.EnteredRequest;
import java.time.Duration;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;

/// Executions of Step Functions. What they carry are ids, and words of ours.
public final class StepFunctionsExecutions implements Executions {

  private final SfnClient stepFunctions;
  private final String stateMachine;

  /// @param stateMachine its ARN
  public StepFunctionsExecutions(SfnClient stepFunctions, String stateMachine) {
    this.stepFunctions = stepFunctions;
    this.stateMachine = stateMachine;
  }

  @Override
  public void start(EnteredRequest request, int attempt, Duration wait) {
    var input =
        Json.object(json -> {
          json.writeStringField("customer", request.customer());
          json.writeStringField("app", request.app());
          json.writeStringField("request", request.id().toString());
          json.writeStringField("type", request.type().wireName());
          json.writeNumberField("wait", wait.toSeconds());
        });
    try {
      stepFunctions.startExecution(start ->
          start
              .stateMachineArn(stateMachine)
              .name(ExecutionName.of(request, attempt))
              .input(input));
    } catch (ExecutionAlreadyExistsException e) {
      // It was started before: it waits a little longer than it would now, runs, or is over.
    }
  }
}
